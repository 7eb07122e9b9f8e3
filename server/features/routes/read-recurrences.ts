import type { Actor } from '#server/contract/permission.ts';
import type { RecurrenceList } from '#server/contract/route-recurrence.ts';
import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listHolidays, listRecurrences } from './recurrence-queries.ts';
import { readRandomShare } from './route-settings.ts';
import { recurrenceDays } from './rules/recurrence-days.ts';

const NEXT_DAYS = 3;
/** Days in which the next ones are looked for; a recurrence of a single weekday has eight of them. */
const LOOKED_AHEAD = 60;

/** Lists all recurrences with their next days and what became of the latest. */
export async function readRecurrences(deps: Deps, actor: Actor): Promise<RecurrenceList> {
  return asActor(deps.database, actor, (sql) => recurrenceListOf(sql, deps));
}

/** The same list within a transaction, as the answer of a write. */
export async function recurrenceListOf(
  sql: TransactionSql,
  { clock }: Pick<Deps, 'clock'>,
): Promise<RecurrenceList> {
  const today = clock.today();
  const holidays = new Set(await listHolidays(sql, today));
  const rows = await listRecurrences(sql);
  const { value, origin } = await readRandomShare(sql, today);
  return {
    items: rows.map(({ keeper: _keeper, ...row }) => ({
      ...row,
      next:
        row.endedAt === null
          ? recurrenceDays(row, today, addDays(today, LOOKED_AHEAD))
              .filter((day) => !holidays.has(day))
              .slice(0, NEXT_DAYS)
          : [],
    })),
    randomShare: { share: value.share, origin },
  };
}
