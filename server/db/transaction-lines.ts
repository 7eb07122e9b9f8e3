import type { Database, TransactionSql } from './client.ts';

/** A line of the log as {@link writeAuditLines} hands it to the database. */
export type AuditLine = {
  /** Drawn by the program, so that the leaf of the line in the tree of the log is known before its place. */
  id: string;
  at: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  detail: Record<string, unknown>;
  /** Part that the database added; absent until it has the line. */
  written?: WrittenLine;
};
/** The number of a line, and whose act it is, as the database noted it. */
export type WrittenLine = { seq: number; accountId: string | null; role: string };

/** Lines of the log that belong to a transaction or savepoint; most of them wait for its end. */
const LINES = new WeakMap<TransactionSql, AuditLine[]>();
const LISTENERS = new WeakMap<Database, () => void>();

/** Lets lines of the log wait; until then a line is written at once. */
export function keepLines(sql: TransactionSql, lines: AuditLine[]): void {
  LINES.set(sql, lines);
}

/** The lines of a transaction, to be added to; undefined where none wait. */
export function linesOf(sql: TransactionSql): AuditLine[] | undefined {
  return LINES.get(sql);
}

/** Writes those lines into the log that it does not have yet. Waits for nobody: their places are given later. */
export async function writeAuditLines(
  sql: TransactionSql,
  lines: readonly AuditLine[],
): Promise<void> {
  const waiting = lines.filter(({ written }) => written === undefined);
  if (waiting.length === 0) return;
  const rows = await sql<({ id: string } & WrittenLine)[]>`
    select id, seq, account_id, role from append_audit(${sql.json(waiting as never)}::jsonb)`;
  const written = new Map(rows.map(({ id, ...row }) => [id, row]));
  for (const line of waiting) {
    const row = written.get(line.id);
    if (row === undefined) throw new Error('the log gave no number to its new line');
    line.written = row;
  }
}

/** Calls `listener` after each commit of this process that has added lines. */
export function onNewLines(database: Database, listener: () => void): void {
  LISTENERS.set(database, listener);
}

/** Tells who gives places to lines that there are new ones. */
export function tellOfNewLines(database: Database): void {
  LISTENERS.get(database)?.();
}
