import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { lockRun, markRunUndone } from '#server/features/import-history/queries.ts';
import { findRun, whyNotUndo } from '#server/features/import-history/read-runs.ts';

import { readTipRun } from './read-tip-run.ts';
import { listStandingTips, lockAddedTips, removeTips } from './undo-queries.ts';

const NAMED = 5;

/**
 * Undoes an import of tips as a whole: the tips that it added leave the register, and its rows keep which they were.
 * Tips that were there before stay as they are.
 * @throws AppError `import.run_not_found`, `import.undone_already`, `import.rows_not_kept`; `import.tips_stand` with the
 * tips on which something stands
 */
export async function undoTipImport(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  // The system removes; whether this person may see the import is asked with their own reach.
  await asActor(deps.database, actor, (sql) => findRun(sql, 'tips', runId));
  await writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const run = await lockRun(sql, 'tips', runId);
    if (run === null) throw new AppError('import.run_not_found');
    const ids = await lockAddedTips(sql, runId);
    const { count, tips } = await listStandingTips(sql, runId, NAMED);
    const refusal = whyNotUndo(run, count, 'import.tips_stand');
    if (refusal !== null) {
      const names = tips.map(({ code }) => code).join('; ');
      throw new AppError(refusal, count === 0 ? {} : { parameters: { count, names } });
    }
    await markRunUndone(sql, runId, { accountId: actor.accountId, at: deps.clock.now() });
    await removeTips(sql, runId, ids);
    await appendAudit(sql, deps.clock, {
      action: 'tips.import_undo',
      subjectKind: 'import_run',
      subjectId: runId,
      detail: { removed: ids.length },
    });
  });
  return readTipRun(deps, actor, runId);
}
