import type { Ground, GroundReport } from '#server/contract/ground.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { GroundTile } from '#server/ground/tile-pyramid.ts';
import type { TilePlace } from '#server/ground/tile-things.ts';

/** Every ground there has been, latest first. */
export async function listGrounds(
  sql: TransactionSql,
  id: number | null = null,
): Promise<Ground[]> {
  return sql<Ground[]>`
    select
      ground.id, ground.source, ground.source_date, ground.licence, ground.file_name,
      ground.file_hash, ground.format, ground.report, app_user.name as imported_by,
      ground.imported_at, ground.active, ground.previous_id
    from ground
    left join app_user on app_user.id = ground.imported_by
    where ${id}::integer is null or ground.id = ${id}
    order by ground.id desc`;
}

/**
 * The ground in force, locked until the transaction ends, so that two who import go one after the other.
 * `previousKept` is false when the tiles of the one before have been deleted.
 */
export async function lockGroundInForce(
  sql: TransactionSql,
): Promise<{ id: number; previousId: number | null; previousKept: boolean } | null> {
  const [row] = await sql<{ id: number; previousId: number | null; previousKept: boolean }[]>`
    select
      id, previous_id,
      exists (
        select from ground_tile where ground_tile.ground_id = ground.previous_id
      ) as previous_kept
    from ground where active for update`;
  return row ?? null;
}

export async function insertGround(
  sql: TransactionSql,
  given: ImportedFile & {
    format: Ground['format'];
    version: string;
    report: GroundReport;
    importedBy: string | null;
    importedAt: IsoInstant;
    previousId: number | null;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into ground (
      source, source_date, licence, file_name, file_hash, format, version, report, imported_by,
      imported_at, active, previous_id
    ) values (
      ${given.source}, ${given.sourceDate}, ${given.licence}, ${given.fileName},
      ${given.fileHash}, ${given.format}, ${given.version},
      ${JSON.stringify(given.report)}::text::jsonb, ${given.importedBy}, ${given.importedAt},
      false, ${given.previousId}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted ground returned no id');
  return row.id;
}

export async function insertGroundTiles(
  sql: TransactionSql,
  groundId: number,
  tiles: readonly GroundTile[],
): Promise<void> {
  const rows = tiles.map(({ z, x, y, bytes }) => ({ groundId, z, x, y, bytes }));
  await sql`insert into ground_tile ${sql(rows, 'groundId', 'z', 'x', 'y', 'bytes')}`;
}

/** Brings a ground into force, or none. */
export async function activateGround(sql: TransactionSql, id: number | null): Promise<void> {
  await sql`update ground set active = false where active`;
  if (id !== null) await sql`update ground set active = true where id = ${id}`;
}

/** Deletes the tiles of all grounds but the one in force and the one before it. */
export async function deleteOldGroundTiles(sql: TransactionSql): Promise<void> {
  await sql`
    delete from ground_tile
    where ground_id not in (
      select id from ground where active
      union all
      select previous_id from ground where active and previous_id is not null
    )`;
}

/** The ground in force; null while there is none. */
export async function findGroundInForce(
  sql: TransactionSql,
): Promise<(Pick<Ground, 'source' | 'licence' | 'report'> & { version: string }) | null> {
  const [row] = await sql<
    { version: string; source: string; licence: string | null; report: GroundReport }[]
  >`
    select version, source, licence, report from ground where active`;
  return row ?? null;
}

/** One tile of the ground in force, without bytes where nothing is drawn; null while there is no ground. */
export async function findGroundTile(
  sql: TransactionSql,
  { z, x, y }: TilePlace,
): Promise<{ version: string; bytes: Uint8Array | null } | null> {
  const [row] = await sql<{ version: string; bytes: Uint8Array | null }[]>`
    select
      ground.version,
      (
        select ground_tile.bytes from ground_tile
        where ground_tile.ground_id = ground.id
          and ground_tile.z = ${z} and ground_tile.x = ${x} and ground_tile.y = ${y}
      ) as bytes
    from ground where ground.active`;
  return row ?? null;
}
