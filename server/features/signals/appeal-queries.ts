import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type OpenAppeal = {
  id: number;
  against: string;
  raisedBy: string;
  raisedOn: IsoDate;
};

/** The objection to a signal that nobody has answered; null when there is none. */
export async function findOpenAppeal(
  sql: TransactionSql,
  signalId: number,
): Promise<OpenAppeal | null> {
  const [row] = await sql<OpenAppeal[]>`
    select id, against, raised_by, raised_on
    from signal_appeal
    where signal_id = ${signalId} and answer is null`;
  return row ?? null;
}

/** The commune of the asker's that a place lies in, its lead before others; null when none does. */
export async function findOwnCommune(
  sql: TransactionSql,
  pointId: number,
  communeIds: readonly number[],
): Promise<number | null> {
  const [row] = await sql<{ communeId: number }[]>`
    select commune_id
    from point_commune
    where point_id = ${pointId} and commune_id = any (${[...communeIds]}::integer[])
    order by lead desc, commune_id
    limit 1`;
  return row?.communeId ?? null;
}

export async function insertAppeal(
  sql: TransactionSql,
  appeal: {
    signalId: number;
    pointId: number;
    communeId: number;
    against: string;
    reason: string;
    documentNumber: string | null;
    raisedBy: string;
    raisedOn: IsoDate;
    raisedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into signal_appeal (
      signal_id, point_id, commune_id, against, reason, document_number, raised_by, raised_on,
      raised_at
    ) values (
      ${appeal.signalId}, ${appeal.pointId}, ${appeal.communeId}, ${appeal.against},
      ${appeal.reason}, ${appeal.documentNumber}, ${appeal.raisedBy}, ${appeal.raisedOn},
      ${appeal.raisedAt}
    )`;
}

/** Answers an objection; false when somebody did meanwhile. */
export async function answerOpenAppeal(
  sql: TransactionSql,
  answer: {
    appealId: number;
    answer: 'upheld' | 'granted';
    reason: string;
    documentNumber: string | null;
    answeredBy: string;
    answeredOn: IsoDate;
    answeredAt: IsoInstant;
  },
): Promise<boolean> {
  const rows = await sql`
    update signal_appeal
    set
      answer = ${answer.answer}, answer_reason = ${answer.reason},
      answer_document_number = ${answer.documentNumber}, answered_by = ${answer.answeredBy},
      answered_on = ${answer.answeredOn}, answered_at = ${answer.answeredAt}
    where id = ${answer.appealId} and answer is null
    returning id`;
  return rows.length === 1;
}

/** Raises the version of a signal after a change of what its readers see; false when another change came first. */
export async function raiseSignalVersion(
  sql: TransactionSql,
  signalId: number,
  version: number,
): Promise<boolean> {
  const rows = await sql`
    update signal set version = version + 1
    where id = ${signalId} and version = ${version}
    returning id`;
  return rows.length === 1;
}

/** An objection was granted: whatever had been decided, the suspicion is rejected now. */
export async function rejectAfterAppeal(
  sql: TransactionSql,
  decision: {
    signalId: number;
    decidedBy: string;
    decidedOn: IsoDate;
    decidedAt: IsoInstant;
    reason: string;
  },
): Promise<void> {
  await sql`
    update signal
    set
      state = 'rejected', decided_by = ${decision.decidedBy}, decided_on = ${decision.decidedOn},
      decided_at = ${decision.decidedAt}, decision_reason = ${decision.reason}
    where id = ${decision.signalId} and state in ('suspected', 'confirmed')`;
}
