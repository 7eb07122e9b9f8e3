import { addDays } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { lapseSignal, listLapsing } from './lapse-queries.ts';
import { appendSystemEvent } from './match-commands.ts';

/** Lapses the suspicions that nothing has renewed within the set time. Statuses stay. @returns the number of points changed */
export async function lapseSuspicions(
  deps: Pick<Deps, 'database' | 'clock' | 'points'>,
): Promise<number> {
  const today = deps.clock.today();
  const lapsing = await asSystem(deps.database, async (sql) => {
    const { flag } = await readMatchingParameters(sql, today);
    return listLapsing(sql, addDays(today, -flag.expiryDays));
  });
  const changed = new Set<number>();
  for (const { id, pointId } of lapsing) {
    const lapsed = await asSystem(deps.database, async (sql) => {
      if (!(await lapseSignal(sql, id, today))) return false;
      await appendSystemEvent(sql, deps, pointId, {
        kind: 'suspicion_lapsed',
        effectiveOn: today,
        detail: { signalId: id, cause: 'not_renewed' },
      });
      return true;
    });
    if (lapsed) changed.add(pointId);
  }
  if (changed.size > 0) await deps.points.refresh([...changed]);
  return changed.size;
}
