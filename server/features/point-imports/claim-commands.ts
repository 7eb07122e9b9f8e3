import type { ImportRunDetail } from '#server/contract/import-history.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import type { AcceptedImport, WaitingImport } from '#server/contract/import-claim.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor, writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { findRunToUndo, markRunUndone } from '#server/features/import-history/queries.ts';
import { whyNotUndo } from '#server/features/import-history/read-runs.ts';
import { deriveManyFlags } from '#server/features/life-cycle/flag-commands.ts';
import { requeueSignalsAround } from '#server/features/signals/match-commands.ts';

import { applyClaims, findImporter, listWaitingRuns, lockClaimed } from './claim-queries.ts';
import { readRun } from './read-history.ts';
import { listStanding, lockAdded, removePoints } from './undo-queries.ts';

/** More points than this are read again as a whole. */
const MOST_REFRESHED = 2_000;

const NAMED = 5;

const POINTS_AT_ONCE = 1_000;

/** The tables whose claims wait for a second person, latest first. */
export async function readWaitingImports(
  deps: Pick<Deps, 'database'>,
  actor: Actor,
): Promise<WaitingImport[]> {
  const runs = await asActor(deps.database, actor, listWaitingRuns);
  return runs.map(({ importedById, ...run }) => ({
    ...run,
    whyNotAccept: whyNotAccept(importedById, actor),
  }));
}

/**
 * Accepts what a table claims of its points: they are on the list, or eliminated, from the days of their papers
 * on. What is no proposal any more is left as it is. Gives how many were accepted.
 */
export async function acceptImport(
  deps: Pick<Deps, 'database' | 'clock' | 'points'>,
  actor: Actor,
  runId: number,
): Promise<AcceptedImport> {
  const ids = await writeAsActor(deps.database, actor, async (sql) => {
    const importedBy = await findImporter(sql, runId);
    if (importedBy === null) throw new AppError('import.run_not_found');
    const refusal = whyNotAccept(importedBy, actor);
    if (refusal !== null) throw new AppError(refusal);
    const claimed = await lockClaimed(sql, runId);
    if (claimed.length === 0) throw new AppError('import.nothing_waits');
    const by = { accountId: actor.accountId, role: actor.role, at: deps.clock.now() };
    for (let from = 0; from < claimed.length; from += POINTS_AT_ONCE) {
      const some = claimed.slice(from, from + POINTS_AT_ONCE);
      await applyClaims(sql, some, by);
      await deriveManyFlags(sql, deps, some);
    }
    await appendAudit(sql, deps.clock, {
      action: 'points.import_accept',
      subjectKind: 'import_run',
      subjectId: runId,
      detail: { accepted: claimed.length },
    });
    return claimed;
  });
  await deps.points.refreshLogged();
  await requeueSignalsAround(deps, ids);
  return { accepted: ids.length };
}

/** Nobody accepts what they imported: recognising a place takes two. */
function whyNotAccept(importedBy: string, actor: Actor): ProblemCode | null {
  if (!can(actor.role, 'points:recognise')) return 'permission.denied';
  return importedBy === actor.accountId ? 'import.own_claims' : null;
}

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
    const run = await findRunToUndo(sql, 'points', runId, true);
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
