import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type HandoverSubject = { id: number; pointId: number; communeId: number };

/** Which point a hand-over is about; null when it is not there or out of the asker's reach. */
export async function findHandover(
  sql: TransactionSql,
  handoverId: number,
): Promise<HandoverSubject | null> {
  const [row] = await sql<HandoverSubject[]>`
    select id, point_id, commune_id from handover where id = ${handoverId}`;
  return row ?? null;
}

export type ReceivingCommune = { communeId: number; abolished: boolean };

/** The communes that a point touches, all of which must say yes to a hand-over. */
export async function listReceivingCommunes(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
): Promise<ReceivingCommune[]> {
  return sql<ReceivingCommune[]>`
    select point_commune.commune_id, coalesce(commune.valid_to <= ${on}, false) as abolished
    from point_commune
    join commune on commune.id = point_commune.commune_id
    where point_commune.point_id = ${pointId}
    order by point_commune.lead desc, point_commune.commune_id`;
}

export async function insertHandovers(
  sql: TransactionSql,
  proposal: {
    pointId: number;
    cycle: number;
    attempt: number;
    communeIds: readonly number[];
    proposedBy: string;
    proposedOn: IsoDate;
    documentNumber: string;
    grounds: string | null;
    answerDueOn: IsoDate;
  },
): Promise<void> {
  const rows = proposal.communeIds.map((communeId) => ({
    pointId: proposal.pointId,
    cycle: proposal.cycle,
    attempt: proposal.attempt,
    communeId,
    state: 'pending',
    proposedBy: proposal.proposedBy,
    proposedOn: proposal.proposedOn,
    documentNumber: proposal.documentNumber,
    grounds: proposal.grounds,
    answerDueOn: proposal.answerDueOn,
  }));
  await sql`insert into handover ${sql(rows)}`;
}

/** Answers one commune's part; false when somebody answered it meanwhile. */
export async function answerHandover(
  sql: TransactionSql,
  answer: {
    handoverId: number;
    state: 'confirmed' | 'refused';
    answeredBy: string;
    answeredOn: IsoDate;
    documentNumber: string | null;
    refusalReason: string | null;
    refusalText: string | null;
  },
): Promise<boolean> {
  const rows = await sql`
    update handover
    set
      state = ${answer.state}, answered_by = ${answer.answeredBy},
      answered_on = ${answer.answeredOn}, answer_document_number = ${answer.documentNumber},
      refusal_reason = ${answer.refusalReason}, refusal_text = ${answer.refusalText}
    where id = ${answer.handoverId} and state = 'pending'
    returning id`;
  return rows.length === 1;
}
