import type { TransactionSql } from '#server/db/client.ts';

export async function readLatestEventId(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id from event`;
  return row?.id ?? 0;
}

/**
 * Points with an event after this one. Numbers are given before commits: an event of a slow transaction may
 * come in behind a later number, so the look goes back a little.
 */
export async function listPointsChangedSince(
  sql: TransactionSql,
  eventId: number,
): Promise<number[]> {
  const rows = await sql<{ pointId: number }[]>`
    select distinct point_id from event where id > ${eventId} - 1000`;
  return rows.map((row) => row.pointId);
}
