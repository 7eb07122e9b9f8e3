import type { RuleChange } from '#server/contract/rule-change.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the rules behind figures that changed on a day of a period, both days included, in the order of their days. */
export async function listRuleChanges(
  sql: TransactionSql,
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<RuleChange[]> {
  return sql<RuleChange[]>`
    select
      case
        when key like 'signal.%' then 'signal_parameter'
        when key = 'check.schedule' then 'check_schedule'
        else 'report_periods'
      end as rule,
      valid_from as from, origin
    from setting
    where (key like 'signal.%' or key in ('check.schedule', 'report.periods'))
      and valid_from between ${from} and ${to}
    union all
    select 'tip_rule', valid_from, origin
    from deadline_rule where valid_from between ${from} and ${to}
    order by 2, 1`;
}
