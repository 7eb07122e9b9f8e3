import type { RuleChange } from '#server/contract/rule-change.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Lists the rules behind figures that changed on a day of a period, both days included, in the order of their days.
 * Targets and people count from the day on which a second person has confirmed them.
 */
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
    union all
    select 'plan_targets', city_date(written_at), number
    from plan_amendment where city_date(written_at) between ${from} and ${to}
    union all
    select distinct 'populations', city_date(later.entered_at), later.source
    from commune_population later
    where city_date(later.entered_at) between ${from} and ${to}
      and exists (
        select from commune_population earlier
        where earlier.commune_id = later.commune_id and earlier.id < later.id
      )
    union all
    select distinct 'boundaries', city_date(changed.at), source
    from boundary_set
    cross join lateral (values (imported_at), (taken_back_at)) changed (at)
    where previous_id is not null and city_date(changed.at) between ${from} and ${to}
    order by 2, 1`;
}
