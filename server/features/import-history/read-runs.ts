import type {
  ImportRun,
  ImportRunList,
  ImportRunRowList,
  RowOutcome,
} from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listRows, listRuns, type Register } from './queries.ts';

const RUNS_A_PAGE = 50;
const ROWS_A_PAGE = 100;

type Reader = Pick<Deps, 'database'>;

/** Reads a page of the imports into a register that are within reach, latest first. */
export async function readHistory(
  { database }: Reader,
  actor: Actor,
  register: Register,
  before: number | undefined,
): Promise<ImportRunList> {
  const found = await asActor(database, actor, (sql) =>
    listRuns(sql, register, { before, limit: RUNS_A_PAGE + 1 }),
  );
  const items = found.slice(0, RUNS_A_PAGE);
  return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** Reads a page of the rows of an import, by line. @throws AppError `import.run_not_found` */
export async function readRunRows(
  { database }: Reader,
  actor: Actor,
  register: Register,
  given: { runId: number; outcome?: RowOutcome | undefined; after: number },
): Promise<ImportRunRowList> {
  const { runId, outcome, after } = given;
  const found = await asActor(database, actor, async (sql) => {
    await findRun(sql, register, runId);
    return listRows(sql, runId, { outcome, after, limit: ROWS_A_PAGE + 1 });
  });
  const items = found.slice(0, ROWS_A_PAGE);
  return { items, next: found.length > items.length ? (items.at(-1)?.line ?? null) : null };
}

/** Finds an import into a register. @throws AppError `import.run_not_found` also beyond the reach of the reader */
export async function findRun(
  sql: TransactionSql,
  register: Register,
  runId: number,
): Promise<ImportRun> {
  const [run] = await listRuns(sql, register, { id: runId, limit: 1 });
  if (run === undefined) throw new AppError('import.run_not_found');
  return run;
}

/** Finds the reason why an import cannot be undone; null when it can be. `stands`: the reason where something does. */
export function whyNotUndo(
  { keepsRows, isUndone }: { keepsRows: boolean; isUndone: boolean },
  standing: number,
  stands: ProblemCode,
): ProblemCode | null {
  if (isUndone) return 'import.undone_already';
  if (!keepsRows) return 'import.rows_not_kept';
  return standing > 0 ? stands : null;
}
