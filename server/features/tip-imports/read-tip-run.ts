import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { findRun, whyNotUndo } from '#server/features/import-history/read-runs.ts';

import { listStandingTips } from './undo-queries.ts';

const STANDING_SHOWN = 20;

/**
 * Reads one import of tips with the reason why it cannot be undone.
 * @throws AppError `import.run_not_found` also for one of somebody else, beyond the reader's reach
 */
export async function readTipRun(
  { database }: Pick<Deps, 'database'>,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  const run = await asActor(database, actor, (sql) => findRun(sql, 'tips', runId));
  // The importer may have entered tips that lie beyond the own reach; what stands on these counts too.
  const { count, tips } = await asSystem(database, (sql) =>
    listStandingTips(sql, runId, STANDING_SHOWN),
  );
  const facts = { keepsRows: run.keepsRows, isUndone: run.undoneAt !== null };
  return {
    ...run,
    whyNotUndo: whyNotUndo(facts, count, 'import.tips_stand'),
    standing: { count, items: [], tips },
  };
}
