import type { ImportRunDetail } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { lockRun, markRunUndone } from '#server/features/import-history/queries.ts';
import { whyNotUndo } from '#server/features/import-history/read-runs.ts';

import { readRun } from './read-history.ts';
import { listStanding, lockAdded, removePoints } from './undo-queries.ts';

const POINTS_AT_ONCE = 1_000;
/** More points than this are read again as a whole. */
const MOST_REFRESHED = 2_000;
const NAMED = 5;

/**
 * Undoes an import as a whole: the points that it added leave the register, and its rows keep what they were. What the
 * register knew before stays as it is.
 * @throws AppError `import.run_not_found`, `import.undone_already`, `import.rows_not_kept`; `import.points_stand` with
 * the points on which something stands
 */
export async function undoImport(
  deps: Pick<Deps, 'database' | 'clock' | 'points'>,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  const removed = await writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const run = await lockRun(sql, 'points', runId);
    if (run === null) throw new AppError('import.run_not_found');
    const ids = await lockAdded(sql, runId);
    const { count, items } = await listStanding(sql, runId, NAMED);
    const refusal = whyNotUndo(run, count, 'import.points_stand');
    if (refusal !== null) {
      const names = items.map(({ code, officialName }) => `${code} ${officialName}`).join('; ');
      throw new AppError(refusal, count === 0 ? {} : { parameters: { count, names } });
    }
    const at = deps.clock.now();
    await markRunUndone(sql, runId, { accountId: actor.accountId, at });
    for (let from = 0; from < ids.length; from += POINTS_AT_ONCE) {
      await removePoints(sql, runId, ids.slice(from, from + POINTS_AT_ONCE));
    }
    await appendAudit(sql, deps.clock, {
      action: 'points.import_undo',
      subjectKind: 'import_run',
      subjectId: runId,
      detail: { removed: ids.length },
    });
    return ids;
  });
  if (removed.length > MOST_REFRESHED) await deps.points.refreshLogged();
  else await deps.points.refresh(removed);
  return readRun(deps, actor, runId);
}
