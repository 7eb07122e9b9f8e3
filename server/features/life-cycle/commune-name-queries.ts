import type { NamedCommunes } from '#server/contract/act-batch.ts';
import type { ActEffect } from '#server/contract/act-effect.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';

import type { PointRef } from './queries.ts';

/** Names the communes that effects speak of, also those that are no more, in the order of their ids. */
export async function nameCommunesOf(
  sql: TransactionSql,
  effects: readonly ActEffect[],
): Promise<NamedCommunes> {
  return nameCommunes(
    sql,
    effects.flatMap((effect) => ('communeIds' in effect ? effect.communeIds : [])),
  );
}

/** Names communes in the order of their ids, also those that are no more. */
export async function nameCommunes(
  sql: TransactionSql,
  communeIds: readonly number[],
): Promise<NamedCommunes> {
  const ids = [...communeIds];
  return sql<NamedCommunes>`
    select id, code, name, type from commune where id = any (${ids}::integer[]) order by id`;
}

/** Lists those of the photos that are here, but of another place or sender, withdrawn, or not for an event. */
export async function listUnusablePhotos(
  sql: TransactionSql,
  wanted: { photoIds: readonly string[]; pointId: PointRef; accountId: string },
): Promise<string[]> {
  if (wanted.photoIds.length === 0) return [];
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

/** Links the photos that an event of a point names, those that are here and those still to come. */
export function nameEventPhotos(
  sql: TransactionSql,
  named: { seq: number; pointId: number; photoIds: readonly string[] },
): void {
  if (named.photoIds.length === 0) return;
  send(sql`
    insert into check_photo (attachment_id, event_id, point_id)
    select attachment_id, event.id, event.point_id
    from event cross join unnest(${[...named.photoIds]}::uuid[]) as attachment_id
    where event.point_id = ${named.pointId} and event.seq = ${named.seq}`);
}
