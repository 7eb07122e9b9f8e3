import type { EventKind } from '#server/contract/point.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { OrderedEvent } from './history-queries.ts';

const ANSWERS: readonly EventKind[] = [
  'handover_confirmed',
  'handover_refused',
  'successor_refused',
];

type Words = {
  documentNumber?: string | null | undefined;
  way?: string | undefined;
  grounds?: string | undefined;
};

/** Carries corrected words of an event into the rows that were made with it: cycle, hand-over, decision on a signal. */
export async function rewrite(
  sql: TransactionSql,
  pointId: number,
  event: OrderedEvent,
  { documentNumber, way, grounds }: Words,
): Promise<void> {
  if (way !== undefined) {
    await sql`
      update cycle set elimination_way = ${way}
      where point_id = ${pointId} and number = ${event.cycle}`;
  }
  if (grounds !== undefined) await rewriteGrounds(sql, pointId, event, grounds);
  if (documentNumber !== undefined) await rewriteDocument(sql, pointId, event, documentNumber);
}

async function rewriteGrounds(
  sql: TransactionSql,
  pointId: number,
  { kind, cycle, detail }: OrderedEvent,
  grounds: string,
): Promise<void> {
  if (kind === 'handover_proposed') {
    await sql`
      update handover set grounds = ${grounds}
      where point_id = ${pointId} and cycle = ${cycle} and attempt = ${Number(detail['attempt'])}`;
  } else if ('signalId' in detail) {
    await sql`
      update signal set decision_reason = ${grounds}
      where id = ${Number(detail['signalId'])} and state = 'confirmed'`;
  }
}

async function rewriteDocument(
  sql: TransactionSql,
  pointId: number,
  { kind, cycle, detail }: OrderedEvent,
  number: string | null,
): Promise<void> {
  const handoverId = Number(detail['handoverId'] ?? 0);
  if (kind === 'handover_proposed') {
    await sql`
      update handover set document_number = ${number}
      where point_id = ${pointId} and cycle = ${cycle} and attempt = ${Number(detail['attempt'])}`;
  } else if (kind === 'handover_withdrawn') {
    await sql`
      update handover set withdrawal_document_number = ${number}
      where point_id = ${pointId} and cycle = ${cycle} and state = 'withdrawn'
        and attempt = ${Number(detail['attempt'])}`;
  } else if (kind === 'refusal_answered') {
    await sql`update handover set response_document_number = ${number} where id = ${handoverId}`;
  } else if (ANSWERS.includes(kind)) {
    await sql`update handover set answer_document_number = ${number} where id = ${handoverId}`;
  }
}
