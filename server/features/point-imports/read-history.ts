import type {
  ImportRunDetail,
  ImportRunList,
  ImportRunRowList,
  RowOutcome,
} from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listRows, listRuns, listStanding } from './history-queries.ts';

const RUNS_A_PAGE = 50;
const ROWS_A_PAGE = 100;
const STANDING_SHOWN = 20;

type Reader = Pick<Deps, 'database'>;

/** Reads a page of the imports of points, latest first. */
export async function readHistory(
  { database }: Reader,
  actor: Actor,
  before: number | undefined,
): Promise<ImportRunList> {
  const found = await asActor(database, actor, (sql) =>
    listRuns(sql, 'points', { before, limit: RUNS_A_PAGE + 1 }),
  );
  const items = found.slice(0, RUNS_A_PAGE);
  return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/**
 * Reads one import with the reason why it cannot be undone.
 * @throws AppError `import.run_not_found`
 */
export async function readRun(
  { database }: Reader,
  actor: Actor,
  runId: number,
): Promise<ImportRunDetail> {
  const run = await asActor(database, actor, (sql) => findRun(sql, runId));
  // Stops of routes and plans hold points too, and not every importer reads those.
  const standing = await asSystem(database, (sql) => listStanding(sql, runId, STANDING_SHOWN));
  return { ...run, whyNotUndo: whyNotUndo(run, run.undoneAt !== null, standing.count), standing };
}

/** Reads a page of the rows of an import, by line. */
export async function readRunRows(
  { database }: Reader,
  actor: Actor,
  runId: number,
  { outcome, after }: { outcome?: RowOutcome | undefined; after: number },
): Promise<ImportRunRowList> {
  const found = await asActor(database, actor, async (sql) => {
    await findRun(sql, runId);
    return listRows(sql, runId, { outcome, after, limit: ROWS_A_PAGE + 1 });
  });
  const items = found.slice(0, ROWS_A_PAGE);
  return { items, next: found.length > items.length ? (items.at(-1)?.line ?? null) : null };
}

/** Finds the reason why an import cannot be undone; null when it can be. */
export function whyNotUndo(
  { keepsRows }: { keepsRows: boolean },
  isUndone: boolean,
  standing: number,
): ProblemCode | null {
  if (isUndone) return 'import.undone_already';
  if (!keepsRows) return 'import.rows_not_kept';
  return standing > 0 ? 'import.points_stand' : null;
}

async function findRun(sql: TransactionSql, runId: number) {
  const [run] = await listRuns(sql, 'points', { id: runId, limit: 1 });
  if (run === undefined) throw new AppError('import.run_not_found');
  return run;
}
