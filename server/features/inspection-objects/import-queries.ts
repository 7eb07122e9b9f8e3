import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { KnownRow } from '#server/features/point-imports/queries.ts';

/** A row of a table as it enters the register; degrees, WGS 84. */
export type ObjectRow = {
  importKey: string;
  name: string;
  category: string;
  address: string | null;
  longitude: number;
  latitude: number;
};

/** Finds the rows that the register knows already, each with the same or other content. */
export async function findKnownObjects(
  sql: TransactionSql,
  rows: readonly ObjectRow[],
): Promise<KnownRow[]> {
  return sql<KnownRow[]>`
    select
      object.import_key,
      object.name = given.name and object.category = given.category
        and object.address is not distinct from given.address
        and st_equals(
          object.position, st_setsrid(st_makepoint(given.longitude, given.latitude), 4326)
        ) as same
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given(
      "importKey" text, name text, category text, address text, longitude float8, latitude float8
    )
    join inspection_object object on object.import_key = given."importKey"`;
}

/**
 * Inserts the rows that the register does not know, each in the commune under it or the nearest within the
 * setting. @returns how many
 */
export async function insertImportedObjects(
  sql: TransactionSql,
  rows: readonly ObjectRow[],
  by: { writtenBy: string; writtenAt: IsoInstant },
): Promise<number> {
  const inserted = await sql`
    insert into inspection_object (
      name, category, address, position, commune_id, import_key, written_by, written_at
    )
    select
      given.name, given.category, given.address, place.at, nearest.commune_id, given."importKey",
      ${by.writtenBy}, ${by.writtenAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given(
      "importKey" text, name text, category text, address text, longitude float8, latitude float8
    )
    cross join lateral (
      select st_setsrid(st_makepoint(given.longitude, given.latitude), 4326) as at
    ) place
    cross join lateral (select commune_at(place.at) as commune_id offset 0) nearest
    where nearest.commune_id is not null
    on conflict on constraint inspection_object_import_key_unique do nothing
    returning id`;
  return inserted.length;
}

/** The ids of imported businesses by their keys. */
export async function listImportedObjects(
  sql: TransactionSql,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ importKey: string; id: number }[]>`
    select import_key, id from inspection_object
    where import_key = any (${[...keys]}::text[])`;
  return new Map(rows.map(({ importKey, id }) => [importKey, id] as const));
}
