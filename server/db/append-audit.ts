import type { Clock } from '#server/clock.ts';

import type { TransactionSql } from './client.ts';

/** A value that JSON keeps as it is: ids, dates, codes, names of fields. Never free text. */
export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

export type AuditAct = {
  action: string;
  subjectKind: string;
  subjectId: string | number | null;
  detail?: AuditDetail;
};

/**
 * Adds one line to the log, in the name of whoever the transaction acts for. Belongs last in the
 * transaction: from here to its end it holds the lock that makes the chain one chain. Gives back the
 * number of the line.
 */
export async function appendAudit(
  sql: TransactionSql,
  clock: Clock,
  act: AuditAct,
): Promise<number> {
  const subjectId = act.subjectId === null ? null : String(act.subjectId);
  const [row] = await sql<{ seq: number }[]>`
    select append_audit(
      ${clock.now()}::timestamptz, ${act.action}, ${act.subjectKind}, ${subjectId}::text,
      ${sql.json({ ...act.detail })}::jsonb
    ) as seq`;
  if (row === undefined) throw new Error('the log gave no number to its new line');
  return row.seq;
}
