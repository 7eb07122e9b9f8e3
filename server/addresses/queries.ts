import type { Gazetteer } from '#server/contract/gazetteer.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { GazetteerEntry } from './gazetteer-index.ts';
import type { KnownCommune } from './commune-names.ts';

/** Every gazetteer there has been, latest first. */
export async function listGazetteers(
  sql: TransactionSql,
  id: number | null = null,
): Promise<Gazetteer[]> {
  return sql<Gazetteer[]>`
    select
      gazetteer.id, gazetteer.source, gazetteer.source_date, gazetteer.licence,
      gazetteer.file_name, gazetteer.file_hash, gazetteer.format, gazetteer.error_metres,
      gazetteer.report, app_user.name as imported_by, gazetteer.imported_at,
      gazetteer.withdrawn_at
    from gazetteer
    left join app_user on app_user.id = gazetteer.imported_by
    where ${id}::integer is null or gazetteer.id = ${id}
    order by gazetteer.id desc`;
}

/** Changes whenever what is searched does: which gazetteers there are, and which communes. */
export async function readGazetteerVersion(sql: TransactionSql): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select
      coalesce((
        select string_agg(id::text, ',' order by id) from gazetteer where withdrawn_at is null
      ), '')
      || '|' || coalesce((select max(id) from boundary_set where active), 0)
      || '|' || (select count(*) from former_commune_name) as version`;
  return row?.version ?? '';
}

/** A page of what is searched, ascending by id. */
export async function listEntries(
  sql: TransactionSql,
  afterId: number,
  limit: number,
): Promise<GazetteerEntry[]> {
  const rows = await sql<(Omit<GazetteerEntry, 'line'> & { geometry: string })[]>`
    select
      gazetteer_entry.id, gazetteer_entry.gazetteer_id as set_id, gazetteer_entry.name,
      gazetteer_entry.street, gazetteer_entry.house_number, gazetteer_entry.alleys,
      gazetteer_entry.locality,
      coalesce(gazetteer_entry.error_metres, gazetteer.error_metres) as error_metres,
      st_asgeojson(gazetteer_entry.geom, 7) as geometry
    from gazetteer_entry
    join gazetteer
      on gazetteer.id = gazetteer_entry.gazetteer_id and gazetteer.withdrawn_at is null
    where gazetteer_entry.id > ${afterId}
    order by gazetteer_entry.id
    limit ${limit}`;
  return rows.map(({ geometry, ...row }) => ({ ...row, line: lineOf(geometry) }));
}

function lineOf(geometry: string): LonLat[] {
  const parsed:
    | { type: 'Point'; coordinates: LonLat }
    | { type: 'LineString'; coordinates: LonLat[] } = JSON.parse(geometry);
  return parsed.type === 'Point' ? [parsed.coordinates] : parsed.coordinates;
}

/** The communes in force with their old names; the circle has the area's size and half as much again. */
export async function listKnownCommunes(sql: TransactionSql, on: IsoDate): Promise<KnownCommune[]> {
  return sql<KnownCommune[]>`
    select
      commune.id, commune.name, array[st_x(commune.centre), st_y(commune.centre)] as centre,
      (
        select coalesce(array_agg(former_commune_name.name order by former_commune_name.name), '{}')
        from former_commune_name
        where former_commune_name.commune_id = commune.id
      ) as former_names,
      coalesce(
        (
          select 1.5 * sqrt(st_area(boundary.geom::geography) / pi())
          from boundary
          join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
          where boundary.commune_id = commune.id
        ),
        3000
      ) as radius_metres
    from commune
    where commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
    order by commune.code`;
}

/** The commune of each position, in their order; null outside every area. */
export async function listCommunesAt(
  sql: TransactionSql,
  positions: readonly LonLat[],
): Promise<(string | null)[]> {
  const rows = await sql<{ name: string | null }[]>`
    with given as (
      select
        item.ordinality as place,
        st_setsrid(st_point((item.value ->> 0)::float8, (item.value ->> 1)::float8), 4326) as geom
      from jsonb_array_elements(${JSON.stringify(positions)}::text::jsonb) with ordinality item
    )
    select (
      select commune.name
      from boundary_set
      cross join lateral area_pieces_meeting(boundary_set.id, given.geom) piece
      join commune on commune.id = piece.commune_id
      where boundary_set.active
      order by commune.code
      limit 1
    ) as name
    from given
    order by given.place`;
  return rows.map(({ name }) => name);
}
