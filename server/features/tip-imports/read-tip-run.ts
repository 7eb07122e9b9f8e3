import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { findRunToUndo, type RunToUndo } from '#server/features/import-history/queries.ts';
import { findRun, whyNotUndo } from '#server/features/import-history/read-runs.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { listStandingTips } from './queries.ts';

const STANDING_SHOWN = 20;

/**
 * Reads one import of tips with the reason why it cannot be undone.
 * @throws AppError `import.run_not_found` also for one of somebody else, beyond the reader's reach
 */
export async function readTipRun(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  const run = await asActor(database, actor, (sql) => findRun(sql, 'tips', runId));
  // The importer may have entered tips that lie beyond the own reach; what stands on these counts too.
  return asSystem(database, async (sql) => {
    const { count, tips } = await listStandingTips(sql, runId, STANDING_SHOWN);
    const toUndo = await findRunToUndo(sql, 'tips', runId, false);
    const ownMinutes = await readOwnActMinutes(sql, clock.today());
    return {
      ...run,
      whyNotUndo: toUndo && whyNotUndoTips(toUndo, count, actor, { now: clock.now(), ownMinutes }),
      standing: { count, items: [], tips },
    };
  });
}

/**
 * Finds the reason why a person cannot undo an import of tips; null when they can. Whom late tips measure would take them
 * out of the figures by it: they take back their own import within the time of an own slip, an analyst any at any time.
 */
export function whyNotUndoTips(
  run: RunToUndo,
  standing: number,
  { role, accountId }: Pick<Actor, 'role' | 'accountId'>,
  { now, ownMinutes }: { now: IsoInstant; ownMinutes: number },
): ProblemCode | null {
  const refusal = whyNotUndo(run, standing, 'import.tips_stand');
  if (refusal !== null || role === 'analyst') return refusal;
  const isSlip = Date.parse(now) - Date.parse(run.importedAt) <= ownMinutes * 60_000;
  return isSlip && run.importerId === accountId ? null : 'import.undo_by_analyst';
}
