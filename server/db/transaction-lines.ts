import type { TransactionSql } from './client.ts';

/** A line of the log as {@link writeAuditLines} hands it to the database. */
export type AuditLine = {
  at: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  detail: Record<string, unknown>;
};

/** Lines of the log that wait for the end of their transaction or savepoint. */
const LINES = new WeakMap<TransactionSql, AuditLine[]>();

/** Lets lines of the log wait; until then a line is written at once. */
export function keepLines(sql: TransactionSql, lines: AuditLine[]): void {
  LINES.set(sql, lines);
}

/** The lines that wait, to be added to; undefined where none wait. */
export function linesOf(sql: TransactionSql): AuditLine[] | undefined {
  return LINES.get(sql);
}

/**
 * Writes lines into the log and gives their numbers. The chain of the log is locked from here to the end of the
 * transaction.
 */
export async function writeAuditLines(
  sql: TransactionSql,
  lines: readonly AuditLine[],
): Promise<number[]> {
  const rows = await sql<{ seq: number }[]>`
    select
      append_audit(line.at, line.action, line.subject_kind, line.subject_id, line.detail) as seq
    from jsonb_to_recordset(${sql.json([...lines] as never)}::jsonb) as line (
      at timestamptz, action text, subject_kind text, subject_id text, detail jsonb
    )`;
  return rows.map(({ seq }) => seq);
}
