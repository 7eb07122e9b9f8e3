import type { ImportRun, ImportRunRow, RowOutcome } from '#server/contract/import-history.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { arrayText } from '#server/db/array-text.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type Register = 'points' | 'businesses' | 'tips';

/** Outcome of a row with its point or tip, or with the reasons why it was not written. */
export type RowOfRun = {
  line: number;
  outcome: RowOutcome;
  name: string | null;
  reasons: string[];
  pointId?: number | null;
  tipId?: number | null;
};

/** Lists the imports into a register, latest first; with an id that one alone. */
export async function listRuns(
  sql: TransactionSql,
  register: Register,
  given: { id?: number; before?: number | undefined; limit: number },
): Promise<ImportRun[]> {
  const { id = null, before = null, limit } = given;
  return sql<ImportRun[]>`
    select
      run.id, run.file_name, run.file_hash, importer.name as imported_by, run.finished_at as imported_at,
      run.added + run.unchanged + run.refused as rows,
      run.added, run.unchanged - run.changed as unchanged, run.changed, run.waiting,
      run.refused - run.waiting as refused,
      exists (select from import_row where import_row.run_id = run.id) as keeps_rows,
      undoer.name as undone_by, run.undone_at
    from import_run run
    join app_user importer on importer.id = run.account_id
    left join app_user undoer on undoer.id = run.undone_by
    where run.register = ${register}
      and (${id}::integer is null or run.id = ${id})
      and (${before}::integer is null or run.id < ${before})
    order by run.id desc
    limit ${limit}`;
}

/** Keeps what became of each row of an import. */
export async function insertRows(
  sql: TransactionSql,
  runId: number,
  rows: readonly RowOfRun[],
): Promise<void> {
  await sql`
    insert into import_row (run_id, line, outcome, name, reasons, point_id, tip_id)
    select
      ${runId}, given.line, given.outcome, given.name, given.reasons::text[], given.point_id,
      given.tip_id
    from unnest(
      ${arrayText(rows.map(({ line }) => line))}::text::integer[],
      ${arrayText(rows.map(({ outcome }) => outcome))}::text::text[],
      ${arrayText(rows.map(({ name }) => name))}::text::text[],
      ${arrayText(rows.map(({ reasons }) => arrayText(reasons)))}::text::text[],
      ${arrayText(rows.map(({ pointId = null }) => pointId))}::text::integer[],
      ${arrayText(rows.map(({ tipId = null }) => tipId))}::text::integer[]
    ) as given (line, outcome, name, reasons, point_id, tip_id)`;
}

/** Lists the rows of an import by line, from the one after `after` on. */
export async function listRows(
  sql: TransactionSql,
  runId: number,
  given: { outcome?: RowOutcome | undefined; after: number; limit: number },
): Promise<ImportRunRow[]> {
  const { outcome = null, after, limit } = given;
  return sql<ImportRunRow[]>`
    select
      import_row.line, import_row.outcome, import_row.name, import_row.reasons,
      case when point.id is not null then jsonb_build_object('id', point.id, 'code', point.code) end as point,
      case when tip.id is not null then jsonb_build_object('id', tip.id, 'code', tip.code) end as tip,
      import_row.removed ->> 'code' as removed_code
    from import_row
    left join point on point.id = import_row.point_id
    left join tip on tip.id = import_row.tip_id
    where import_row.run_id = ${runId} and import_row.line > ${after}
      and (${outcome}::text is null or import_row.outcome = ${outcome})
    order by import_row.line
    limit ${limit}`;
}

/** Keeps that a file was imported, with its counts of rows. @returns the number of the import */
export async function insertRun(
  sql: TransactionSql,
  run: {
    register: Register;
    accountId: string;
    fileName: string;
    fileHash: string;
    documentNumber: string | null;
    added: number;
    /** Rows that the register knows, and those of them that differ from it. */
    unchanged: number;
    changed: number;
    /** Rows that were not written, and those of them that only waited for a decision. */
    refused: number;
    waiting: number;
    finishedAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into import_run (
      register, account_id, file_name, file_hash, document_number, added, unchanged, changed, refused, waiting,
      finished_at
    ) values (
      ${run.register}, ${run.accountId}, ${run.fileName}, ${run.fileHash}, ${run.documentNumber}, ${run.added},
      ${run.unchanged}, ${run.changed}, ${run.refused}, ${run.waiting}, ${run.finishedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted import run returned no id');
  return row.id;
}

export type RunToUndo = {
  isUndone: boolean;
  keepsRows: boolean;
  importerId: string;
  importedAt: IsoInstant;
};

/** Reads an import into a register as its undo needs it, locked for that where asked; null when there is none. */
export async function findRunToUndo(
  sql: TransactionSql,
  register: Register,
  runId: number,
  lock: boolean,
): Promise<RunToUndo | null> {
  const [row] = await sql<RunToUndo[]>`
    select
      undone_at is not null as is_undone, account_id as importer_id, finished_at as imported_at,
      exists (select from import_row where import_row.run_id = import_run.id) as keeps_rows
    from import_run
    where id = ${runId} and register = ${register}
    ${lock ? sql`for update` : sql``}`;
  return row ?? null;
}

/** Marks an import as undone, by whom and when. */
export async function markRunUndone(
  sql: TransactionSql,
  runId: number,
  by: { accountId: string; at: IsoInstant },
): Promise<void> {
  await sql`
    update import_run set undone_by = ${by.accountId}, undone_at = ${by.at} where id = ${runId}`;
}
