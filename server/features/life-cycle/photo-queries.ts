import type { TransactionSql } from '#server/db/client.ts';

/** Lists those of the photos that are here, but of another place or sender, withdrawn, or not for an event. */
export async function listUnusablePhotos(
  sql: TransactionSql,
  wanted: { photoIds: readonly string[]; pointId: number; accountId: string },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id
    from attachment
    where id = any (${[...wanted.photoIds]}::uuid[])
      and (
        point_id <> ${wanted.pointId} or uploaded_by <> ${wanted.accountId}
        or purpose <> 'check' or withdrawn_at is not null
      )`;
  return rows.map((row) => row.id);
}

/** Links the photos that an event names, those that are here and those still to come. */
export async function nameEventPhotos(
  sql: TransactionSql,
  named: { eventId: number; pointId: number; photoIds: readonly string[] },
): Promise<void> {
  if (named.photoIds.length === 0) return;
  const rows = named.photoIds.map((attachmentId) => ({
    attachmentId,
    eventId: named.eventId,
    pointId: named.pointId,
  }));
  await sql`insert into check_photo ${sql(rows, 'attachmentId', 'eventId', 'pointId')}`;
}
