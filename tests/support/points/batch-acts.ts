import { randomUUID } from 'node:crypto';

import type { ActBatch, BatchAct } from '#server/contract/act-batch.ts';
import type { ManyAct } from '#server/contract/many-acts.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { DOCUMENT } from './register-acts.ts';

const UNDO_REASON = 'Ghi nhầm cả đợt.';

/** Last part of the address of each act, and what its body has beside day, document and version. */
const BODIES: Readonly<Record<ManyAct, { verb: string; body: object }>> = {
  recognise: { verb: 'recognise', body: {} },
  decline: { verb: 'decline', body: { reason: 'Chưa đủ căn cứ.' } },
  propose_handover: { verb: 'handovers', body: {} },
  check: { verb: 'checks', body: { result: 'no_sign' } },
};

/** One write of a press, as the outbox keeps it until the server has answered. */
export type KeptWrite = { path: string; body: object; key: string };

/** Sends a kept write; after a lost answer it is sent again as it was. */
export function send(client: TestClient, { path, body, key }: KeptWrite): Promise<Response> {
  return client.post(path, body, { 'idempotency-key': key });
}

/** Makes the writes of one act on many points as the form does: each under a key of its own, all with one id. */
export function writesOf(
  act: ManyAct,
  points: readonly Pick<PointDetail, 'id' | 'version'>[],
  effectiveOn: string,
): { batchId: string; writes: KeptWrite[] } {
  const batchId = randomUUID();
  const { verb, body } = BODIES[act];
  const shared = { ...body, effectiveOn, documentNumber: DOCUMENT, batchId };
  const writes = points.map(({ id, version }) => ({
    path: `/api/points/${id}/${verb}`,
    body: { ...shared, version },
    key: randomUUID(),
  }));
  return { batchId, writes };
}

/** Records one act on many points. @returns the id of the batch */
export async function recordBatch(
  client: TestClient,
  act: ManyAct,
  points: readonly Pick<PointDetail, 'id' | 'version'>[],
  effectiveOn = '2026-11-20',
): Promise<string> {
  const { batchId, writes } = writesOf(act, points, effectiveOn);
  for (const write of writes) {
    const response = await send(client, write);
    if (!response.ok) throw new Error(`refused: ${await response.text()}`);
  }
  return batchId;
}

/** Reads what undoing a batch would lead to for the reader. */
export async function batchOf(client: TestClient, batchId: string): Promise<ActBatch> {
  const response = await client.get(`/api/act-batches/${batchId}`);
  if (!response.ok) throw new Error(`refused: ${await response.text()}`);
  return (await response.json()) as ActBatch;
}

/** Makes the write that undoes one act: an annulment, or the withdrawal of a proposal that waits. */
export function undoingOf(
  { eventId, handoverId, version }: BatchAct,
  documentNumber: string | null = null,
): KeptWrite {
  const shared = { reason: UNDO_REASON, documentNumber };
  return handoverId === null
    ? { path: `/api/events/${eventId}/annul`, body: { version, ...shared }, key: randomUUID() }
    : {
        path: `/api/handovers/${handoverId}/withdraw`,
        body: { effectiveOn: '2026-11-24', ...shared },
        key: randomUUID(),
      };
}

/**
 * Reads everything that the register holds of some points, without versions, times of derivation and the trace that an
 * undone act leaves: its event, its annulment or withdrawal, and the withdrawn proposal with the days on which it waited.
 */
export async function rowsOf(database: Database, pointIds: readonly number[]): Promise<unknown[]> {
  const ids = [...pointIds];
  return asSystem(database, async (sql) => [
    ...(await sql<object[]>`
      select
        to_jsonb(point) - 'version' as point,
        (select jsonb_agg(cycle order by number) from cycle where point_id = point.id) as cycles,
        (
          select jsonb_agg(handover order by id) from handover
          where point_id = point.id and state <> 'withdrawn'
        ) as handovers,
        (
          select jsonb_agg(check_record order by event_id) from check_record
          where point_id = point.id
        ) as checks,
        (
          select jsonb_agg(reply_request order by cycle) from reply_request
          where point_id = point.id
        ) as asked,
        (select jsonb_agg(signal order by id) from signal where point_id = point.id) as signals,
        (
          select jsonb_agg(to_jsonb(point_flag) - 'recorded_at' order by flag, from_on)
          from point_flag
          where point_id = point.id and not (flag = 'handover_pending' and to_on is not null)
        ) as flags,
        (
          select jsonb_agg(event order by event.seq)
          from event_in_force event
          join event written on written.id = event.id and written.batch_id is null
          where event.point_id = point.id and event.kind not in ('annulled', 'handover_withdrawn')
        ) as events
      from point
      where point.id = any (${ids}::integer[])
      order by point.id`),
  ]);
}
