import type { Actor } from '#server/contract/permission.ts';
import type { RecurrenceDay, RecurrenceList } from '#server/contract/route-recurrence.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { yearsWithoutHolidays } from '#server/contract/working-days.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listHolidays, listRecurrences, type RecurrenceRow } from './recurrence-queries.ts';
import { readRandomShare } from './route-settings.ts';
import { recurrenceDays } from './rules/recurrence-days.ts';

const NEXT_DAYS = 5;
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
  const holidays = await listHolidays(sql);
  const rows = await listRecurrences(sql);
  const { value, origin } = await readRandomShare(sql, today);
  const days = holidays.map((day) => ({ day, kind: 'holiday' as const }));
  return {
    items: rows.map(({ keeper: _keeper, ...row }) => ({
      ...row,
      next: nextDays(row, today, new Set(holidays)),
    })),
    randomShare: { share: value.share, origin },
    unknownYears: yearsWithoutHolidays(days, today).filter((year) =>
      rows.some(
        ({ endedAt, toOn }) => endedAt === null && (toOn === null || toOn >= `${year}-01-01`),
      ),
    ),
  };
}

/** The next days with what has become of them so far; what could not be made is never beyond them. */
function nextDays(
  row: Pick<RecurrenceRow, 'weekdays' | 'fromOn' | 'toOn' | 'endedAt' | 'days'>,
  today: IsoDate,
  holidays: ReadonlySet<IsoDate>,
): RecurrenceDay[] {
  if (row.endedAt !== null) return [];
  return recurrenceDays(row, today, addDays(today, LOOKED_AHEAD))
    .map((onDate) => {
      const tried = row.days.find((day) => day.onDate === onDate);
      if (tried !== undefined && tried.outcome !== 'day_off') return tried;
      return { ...UNTRIED, onDate, outcome: holidays.has(onDate) ? 'day_off' : 'waiting' } as const;
    })
    .filter(({ outcome }, at) => at < NEXT_DAYS || outcome === 'not_made');
}

const UNTRIED = {
  reason: null,
  missingStops: 0,
  missingTeams: 0,
  missingCommunes: 0,
  routeId: null,
};
