import type { Clock } from '#server/clock.ts';

import type { TransactionSql } from './client.ts';
import { type AuditLine, linesOf, writeAuditLines } from './transaction-lines.ts';

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
 * Adds one line to the log, in the name of whoever the transaction acts for. It is written right before the commit (see
 * {@link writeAuditLines}): from a line to the end of its transaction nobody else can add one.
 */
export async function appendAudit(sql: TransactionSql, clock: Clock, act: AuditAct): Promise<void> {
  const lines = linesOf(sql);
  if (lines === undefined) await writeAuditLines(sql, [lineOf(clock, act)]);
  else lines.push(lineOf(clock, act));
}

/**
 * Adds one line at once and gives back its number. Belongs last in the transaction: from here to its end it holds the
 * lock that makes the chain one chain.
 */
export async function appendNumberedAudit(
  sql: TransactionSql,
  clock: Clock,
  act: AuditAct,
): Promise<number> {
  const [number] = await writeAuditLines(sql, [lineOf(clock, act)]);
  if (number === undefined) throw new Error('the log gave no number to its new line');
  return number;
}

function lineOf(clock: Clock, { action, subjectKind, subjectId, detail }: AuditAct): AuditLine {
  return {
    at: clock.now(),
    action,
    subject_kind: subjectKind,
    subject_id: subjectId === null ? null : String(subjectId),
    detail: { ...detail },
  };
}
