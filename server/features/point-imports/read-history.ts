import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { findRun, whyNotUndo } from '#server/features/import-history/read-runs.ts';

import { listStanding } from './undo-queries.ts';

const STANDING_SHOWN = 20;

/**
 * Reads one import with the reason why it cannot be undone.
 * @throws AppError `import.run_not_found`
 */
export async function readRun(
  { database }: Pick<Deps, 'database'>,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  const run = await asActor(database, actor, (sql) => findRun(sql, 'points', runId));
  // Stops of routes and plans hold points too, and not every importer reads those.
  const standing = await asSystem(database, (sql) => listStanding(sql, runId, STANDING_SHOWN));
  const facts = { keepsRows: run.keepsRows, isUndone: run.undoneAt !== null };
  return {
    ...run,
    whyNotUndo: whyNotUndo(facts, standing.count, 'import.points_stand'),
    standing: { ...standing, tips: [] },
  };
}
