import type { Geometry, LonLat } from '#server/contract/geo.ts';
import { ImportMapping } from '#server/contract/point-import.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { arrayText } from '#server/db/array-text.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { DraftRow, Life } from './formats/draft-rows.ts';

const CHUNK_ROWS = 5_000;

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
  const found = await sql<{ importKey: string }[]>`
    select point.import_key
    from unnest(${arrayText(rows.map(({ importKey }) => importKey))}::text::text[]) as given (import_key)
    join point on point.import_key = given.import_key`;
  // Contents are sent for these alone: most rows of a new table are not there.
  const keys = new Set(found.map(({ importKey }) => importKey));
  return keys.size === 0
    ? []
    : compareRows(
        sql,
        rows.filter(({ importKey }) => keys.has(importKey)),
      );
}

async function compareRows(sql: TransactionSql, rows: readonly DraftRow[]): Promise<KnownRow[]> {
  const given = rows.map(({ importKey, officialName, category, geometry }) => ({
    importKey,
    officialName,
    category,
    geometry,
  }));
  return sql<KnownRow[]>`
    select
      point.id, point.import_key,
      point.official_name = given."officialName" and point.category = given.category
        and st_equals(point.geom, st_setsrid(st_geomfromgeojson(given.geometry), 4326)) as same
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
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
  const column = <T extends string | number | null>(of: (row: DraftRow) => T) =>
    arrayText(rows.map(of));
  // A spot is given by two numbers, which are read in a fraction of the time of GeoJSON.
  const spot = ({ geometry }: DraftRow) =>
    geometry.type === 'Point' ? geometry.coordinates : null;
  return sql<{ id: number; importKey: string }[]>`
    insert into point (
      official_name, kind, category, geom, anchor, address, address_from, location_error_metres,
      place_precision, status, status_since, cycle, commune_uncertain, proposed_by, import_key, created_at
    )
    select
      given.official_name, given.kind, given.category, place.geom,
      case when given.shape is null then place.geom else point_anchor(place.geom, null, null) end,
      given.address, case when given.address is not null then 'person' end,
      given.location_error_metres, given.place_precision, 'proposed', given.status_since, 0,
      -- What holds for nearly all of them, before it is derived.
      coalesce((select kind = 'approximate' from boundary_set where active), true),
      ${by.accountId}, given.import_key, ${by.at}
    from unnest(
      ${column(({ importKey }) => importKey)}::text::text[],
      ${column(({ officialName }) => officialName)}::text::text[],
      ${column(({ kind }) => kind)}::text::text[],
      ${column(({ category }) => category)}::text::text[],
      ${column((row) => spot(row)?.[0] ?? null)}::text::float8[],
      ${column((row) => spot(row)?.[1] ?? null)}::text::float8[],
      ${column((row) => (spot(row) === null ? JSON.stringify(row.geometry) : null))}::text::text[],
      ${column(({ locationErrorMetres }) => locationErrorMetres)}::text::real[],
      ${column(({ placePrecision }) => placePrecision)}::text::text[],
      ${column(({ address }) => address)}::text::text[],
      ${column(({ statusSince }) => statusSince)}::text::date[]
    ) as given (
      import_key, official_name, kind, category, longitude, latitude, shape,
      location_error_metres, place_precision, address, status_since
    )
    cross join lateral (
      select case
        when given.shape is null then st_setsrid(st_point(given.longitude, given.latitude), 4326)
        else st_setsrid(st_geomfromgeojson(given.shape), 4326)
      end as geom
      -- Kept as a row of its own: else each use of it would read the text again.
      offset 0
    ) place
    on conflict (import_key) do nothing
    returning id, import_key`;
}

/** Inserts what belongs to imported points: their other names, and their proposals. */
export async function insertLives(
  sql: TransactionSql,
  lives: readonly Life[],
  by: { accountId: string; role: string; at: IsoInstant },
): Promise<void> {
  const aliases = lives.flatMap((life) => life.aliases);
  await Promise.all([
    aliases.length === 0 ? undefined : insertAliases(sql, aliases),
    insertProposals(
      sql,
      lives.map(({ proposal }) => proposal),
      by,
    ),
  ]);
}

/** Tells the planner that so many points have been written, where it believes that there are fewer. */
export async function analyzeOutgrownRegister(sql: TransactionSql, written: number): Promise<void> {
  await sql`select analyze_outgrown_register(${written})`;
}

async function insertProposals(
  sql: TransactionSql,
  proposals: readonly Life['proposal'][],
  by: { accountId: string; role: string; at: IsoInstant },
): Promise<void> {
  await sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role,
      document_number, note, status_after, detail
    )
    select
      given.point_id, 1, 0, 'proposed', given.effective_on, ${by.at}, ${by.accountId}, ${by.role},
      given.document_number, given.note, 'proposed', given.detail::jsonb
    from unnest(
      ${arrayText(proposals.map(({ pointId }) => pointId))}::text::integer[],
      ${arrayText(proposals.map(({ effectiveOn }) => effectiveOn))}::text::date[],
      ${arrayText(proposals.map(({ documentNumber }) => documentNumber))}::text::text[],
      ${arrayText(proposals.map(({ note }) => note))}::text::text[],
      ${arrayText(proposals.map(({ detail }) => JSON.stringify(detail)))}::text::text[]
    ) as given (point_id, effective_on, document_number, note, detail)`;
}

async function insertAliases(
  sql: TransactionSql,
  aliases: readonly Life['aliases'][number][],
): Promise<void> {
  await sql`
    insert into point_alias (point_id, name, source)
    select given."pointId", given.name, given.source
    from jsonb_to_recordset(${JSON.stringify(aliases)}::text::jsonb)
      as given("pointId" integer, name text, source text)
    on conflict (point_id, name) do nothing`;
}

/** Keeps what the papers of imported points claim, for another person to accept. */
export async function insertClaims(
  sql: TransactionSql,
  runId: number,
  claims: Life['claims'],
): Promise<void> {
  await sql`
    insert into import_claim (
      point_id, run_id, status, listed_on, eliminated_on, document_number
    )
    select
      given.point_id, ${runId}, given.status, given.listed_on, given.eliminated_on,
      given.document_number
    from unnest(
      ${arrayText(claims.map(({ pointId }) => pointId))}::text::integer[],
      ${arrayText(claims.map(({ status }) => status))}::text::text[],
      ${arrayText(claims.map(({ listedOn }) => listedOn))}::text::date[],
      ${arrayText(claims.map(({ eliminatedOn }) => eliminatedOn))}::text::date[],
      ${arrayText(claims.map(({ documentNumber }) => documentNumber))}::text::text[]
    ) as given (point_id, status, listed_on, eliminated_on, document_number)`;
}

/** Asks about the rows in chunks, so that other requests are answered in between. */
export async function inChunks<Row, Found>(
  rows: readonly Row[],
  find: (chunk: readonly Row[], from: number) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    found.push(...(await find(rows.slice(from, from + CHUNK_ROWS), from)));
  }
  return found;
}
