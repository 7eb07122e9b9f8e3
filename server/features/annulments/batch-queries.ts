import { ANNULLABLE } from '#server/contract/annulment.ts';
import { MOST_AT_ONCE } from '#server/contract/many-acts.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type BatchActRow = { eventId: number; pointId: number; code: string; officialName: string };

/** Lists the acts that one press recorded, in their order of entry, without those out of the asker's reach. */
export async function listBatchActs(sql: TransactionSql, batchId: string): Promise<BatchActRow[]> {
  return sql<BatchActRow[]>`
    select event.id as event_id, event.point_id, point.code, point.official_name
    from event
    join point on point.id = event.point_id
    where event.batch_id = ${batchId} and event.kind = any (${[...ANNULLABLE]}::text[])
    order by event.id
    limit ${MOST_AT_ONCE}`;
}
