import type { Geometry, LonLat } from '#server/contract/geo.ts';
import { ImportMapping } from '#server/contract/point-import.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { DraftRow } from './formats/draft-rows.ts';

/** Finds how this person mapped a table with these headings last time; null when never, or when it no longer fits. */
export async function findMapping(
  sql: TransactionSql,
  accountId: string,
  headerSignature: string,
): Promise<ImportMapping | null> {
  const [row] = await sql<{ mapping: unknown }[]>`
    select mapping from import_mapping
    where account_id = ${accountId} and header_signature = ${headerSignature}`;
  const parsed = ImportMapping.safeParse(row?.mapping);
  return parsed.success ? parsed.data : null;
}

export async function rememberMapping(
  sql: TransactionSql,
  remembered: {
    accountId: string;
    headerSignature: string;
    mapping: ImportMapping;
    usedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into import_mapping (account_id, header_signature, mapping, used_at)
    values (
      ${remembered.accountId}, ${remembered.headerSignature},
      ${sql.json(remembered.mapping as never)}, ${remembered.usedAt}
    )
    on conflict (account_id, header_signature)
    do update set mapping = excluded.mapping, used_at = excluded.used_at`;
}

export type KnownRow = { id: number; importKey: string; same: boolean };

/** Finds the rows that the register knows already, each with the same or other content. */
export async function findKnownRows(
  sql: TransactionSql,
  rows: readonly DraftRow[],
): Promise<KnownRow[]> {
  return sql<KnownRow[]>`
    select
      point.id, point.import_key,
      point.official_name = given."officialName" and point.category = given.category
        and st_equals(point.geom, st_setsrid(st_geomfromgeojson(given.geometry), 4326)) as same
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as given("importKey" text, "officialName" text, category text, geometry jsonb)
    join point on point.import_key = given."importKey"`;
}

/** Finds the positions of the points that the register has already, by key. */
export async function findKnownPlaces(
  sql: TransactionSql,
  keys: readonly string[],
): Promise<{ importKey: string; geometry: Geometry }[]> {
  return sql<{ importKey: string; geometry: Geometry }[]>`
    select import_key, st_asgeojson(geom, 15)::jsonb as geometry
    from point
    where import_key = any (${[...keys]}::text[])`;
}

/** Finds the commune whose area contains each position, in their order; null outside all areas. */
export async function listCommuneIdsAt(
  sql: TransactionSql,
  positions: readonly LonLat[],
): Promise<(number | null)[]> {
  const rows = await sql<{ communeId: number | null }[]>`
    select (
      select min(piece.commune_id)
      from boundary_set
      cross join lateral area_pieces_meeting(
        boundary_set.id,
        st_setsrid(st_point((given.value ->> 0)::float8, (given.value ->> 1)::float8), 4326)
      ) piece
      where boundary_set.active
    ) as commune_id
    from jsonb_array_elements(${JSON.stringify(positions)}::text::jsonb) with ordinality given
    order by given.ordinality`;
  return rows.map(({ communeId }) => communeId);
}

/** Places in the list of the geometries that cross themselves or are empty. */
export async function listBrokenGeometries(
  sql: TransactionSql,
  geometries: readonly { place: number; geometry: unknown }[],
): Promise<number[]> {
  if (geometries.length === 0) return [];
  const rows = await sql<{ place: number }[]>`
    select given.place
    from jsonb_to_recordset(${JSON.stringify(geometries)}::text::jsonb)
      as given(place integer, geometry jsonb)
    where not st_isvalid(st_geomfromgeojson(given.geometry))`;
  return rows.map((row) => row.place);
}

/** Inserts the rows that the register does not know; gives back the ids by key. */
export async function insertDrafts(
  sql: TransactionSql,
  rows: readonly DraftRow[],
  by: { accountId: string; at: IsoInstant },
): Promise<{ id: number; importKey: string }[]> {
  return sql<{ id: number; importKey: string }[]>`
    insert into point (
      official_name, kind, category, geom, anchor, address, address_from, location_error_metres,
      place_precision, grounds, status, status_since, cycle, commune_uncertain, proposed_by, import_key, created_at
    )
    select
      given."officialName", given.kind, given.category, place.geom,
      point_anchor(place.geom, null, null), given.address,
      case when given.address is not null then 'person' end,
      given."locationErrorMetres", given."placePrecision",
      given.grounds, 'proposed', given."statusSince", 0, true, ${by.accountId}, given."importKey",
      ${by.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given(
      "importKey" text, "officialName" text, kind text, category text, geometry jsonb,
      "locationErrorMetres" real, "placePrecision" text, address text, grounds text, "statusSince" date
    )
    cross join lateral (
      select st_setsrid(st_geomfromgeojson(given.geometry), 4326) as geom
    ) place
    on conflict (import_key) do nothing
    returning id, import_key`;
}

/** The rows that belong to imported points: names and proposals; each a list of plain rows. */
export async function insertLives(
  sql: TransactionSql,
  lives: {
    aliases: readonly Record<string, unknown>[];
    proposals: readonly Record<string, unknown>[];
  },
  by: { accountId: string; role: string; at: IsoInstant },
): Promise<void> {
  await sql`
    insert into point_alias (point_id, name, source)
    select given."pointId", given.name, given.source
    from jsonb_to_recordset(${JSON.stringify(lives.aliases)}::text::jsonb)
      as given("pointId" integer, name text, source text)
    on conflict (point_id, name) do nothing`;
  await sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role,
      document_number, note, status_after, detail
    )
    select
      given."pointId", 1, 0, 'proposed', given."effectiveOn", ${by.at}, ${by.accountId},
      ${by.role}, given."documentNumber", given.note, 'proposed', given.detail
    from jsonb_to_recordset(${JSON.stringify(lives.proposals)}::text::jsonb) as given(
      "pointId" integer, "effectiveOn" date, "documentNumber" text, note text, detail jsonb
    )`;
}

/** Keeps what the papers of imported points claim, for another person to accept. */
export async function insertClaims(
  sql: TransactionSql,
  runId: number,
  claims: readonly Record<string, unknown>[],
): Promise<void> {
  await sql`
    insert into import_claim (
      point_id, run_id, status, listed_on, eliminated_on, document_number
    )
    select
      given."pointId", ${runId}, given.status, given."listedOn", given."eliminatedOn",
      given."documentNumber"
    from jsonb_to_recordset(${JSON.stringify(claims)}::text::jsonb) as given(
      "pointId" integer, status text, "listedOn" date, "eliminatedOn" date, "documentNumber" text
    )`;
}
