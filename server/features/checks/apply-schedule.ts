import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { deriveManyFlags } from '#server/features/life-cycle/derive-many-flags.ts';

import { findWaitingSchedule, lockClosedPlaces, markSchedulesApplied } from './schedule-queries.ts';

const PLACES_AT_ONCE = 1_000;

/**
 * Brings the flags of every closed place in line with schedules that were set and not applied yet;
 * gives how many places were looked at. A thousand at a time, each thousand whole: when the program
 * dies in between, the next start goes on, and doing a place twice changes nothing.
 */
export async function applyWaitingSchedules(
  deps: Pick<Deps, 'database' | 'clock'>,
): Promise<number> {
  const day = await asSystem(deps.database, findWaitingSchedule);
  if (day === null) return 0;
  let places = 0;
  for (let afterId: number | null = 0; afterId !== null;) {
    const from = { day, afterId, limit: PLACES_AT_ONCE };
    const ids: number[] = await asSystem(deps.database, async (sql) => {
      const locked = await lockClosedPlaces(sql, from);
      if (locked.length > 0) await deriveManyFlags(sql, deps, locked);
      return locked;
    });
    places += ids.length;
    afterId = ids.at(-1) ?? null;
  }
  await asSystem(deps.database, (sql) => markSchedulesApplied(sql, deps.clock.now()));
  return places;
}
