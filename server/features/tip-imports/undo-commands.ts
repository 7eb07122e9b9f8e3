import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { findRunToUndo, markRunUndone } from '#server/features/import-history/queries.ts';
import { findRun } from '#server/features/import-history/read-runs.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { listStandingTips, lockAddedTips, removeTips } from './queries.ts';
import { readTipRun, whyNotUndoTips } from './read-tip-run.ts';

const NAMED = 5;

/**
 * Undoes an import of tips as a whole: the tips that it added leave the register, and its rows keep which they were.
 * Tips that were there before stay as they are.
 * @throws AppError `import.run_not_found`, `import.undone_already`, `import.rows_not_kept`; `import.undo_by_analyst`;
 * `import.tips_stand` with the tips on which something stands
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
    const run = await findRunToUndo(sql, 'tips', runId, true);
    if (run === null) throw new AppError('import.run_not_found');
    const ids = await lockAddedTips(sql, runId);
    const { count, tips } = await listStandingTips(sql, runId, NAMED);
    const at = deps.clock.now();
    const ownMinutes = await readOwnActMinutes(sql, deps.clock.today());
    const refusal = whyNotUndoTips(run, count, actor, { now: at, ownMinutes });
    if (refusal !== null) {
      const names = tips.map(({ code }) => code).join('; ');
      const parameters =
        refusal === 'import.tips_stand' ? { count, names } : { minutes: ownMinutes };
      throw new AppError(refusal, { parameters });
    }
    await markRunUndone(sql, runId, { accountId: actor.accountId, at });
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
