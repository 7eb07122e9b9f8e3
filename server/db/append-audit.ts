import { randomUUID } from 'node:crypto';

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
 * Adds one line to the log, in the name of whoever the transaction acts for. It is written with the commit (see
 * {@link writeAuditLines}).
 */
export async function appendAudit(sql: TransactionSql, clock: Clock, act: AuditAct): Promise<void> {
  const line = lineOf(clock, act);
  const lines = linesOf(sql);
  if (lines === undefined) await writeAuditLines(sql, [line]);
  else lines.push(line);
}

/** Adds one line at once and gives back its number, which belongs on a paper. */
export async function appendNumberedAudit(
  sql: TransactionSql,
  clock: Clock,
  act: AuditAct,
): Promise<number> {
  const line = lineOf(clock, act);
  linesOf(sql)?.push(line);
  await writeAuditLines(sql, [line]);
  if (line.written === undefined) throw new Error('the log gave no number to its new line');
  return line.written.seq;
}

function lineOf(clock: Clock, { action, subjectKind, subjectId, detail }: AuditAct): AuditLine {
  return {
    id: randomUUID(),
    at: clock.now(),
    action,
    subject_kind: subjectKind,
    subject_id: subjectId === null ? null : String(subjectId),
    detail: { ...detail },
  };
}
