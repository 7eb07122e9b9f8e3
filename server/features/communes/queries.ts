import type { Category } from '#server/contract/point.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { arrayText } from '#server/db/array-text.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The communes in force on a day, by code, each with the old names that lead to it. */
export async function listCommunes(sql: TransactionSql, on: IsoDate): Promise<Commune[]> {
  return await sql<Commune[]>`
    select
      commune.id, commune.code, commune.valid_from, commune.valid_to, commune.name, commune.type,
      array[st_x(commune.centre), st_y(commune.centre)] as centre,
      (
        select coalesce(array_agg(former_commune_name.name order by former_commune_name.name), '{}')
        from former_commune_name
        where former_commune_name.commune_id = commune.id
      ) as former_names
    from commune
    where commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
    order by commune.code`;
}

export async function isCommuneInForce(
  sql: TransactionSql,
  communeId: number,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    select from commune
    where id = ${communeId} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
  return rows.length === 1;
}

export async function listCategories(sql: TransactionSql): Promise<Category[]> {
  return await sql<Category[]>`select code, name, kind, number from category order by number`;
}

export type ActiveSet = { id: number; approximate: boolean; source: string };

/** The boundary set in force; null before the reference data is installed. */
export async function findActiveSet(sql: TransactionSql): Promise<ActiveSet | null> {
  const [row] = await sql<ActiveSet[]>`
    select id, kind = 'approximate' as approximate, source from boundary_set where active`;
  return row ?? null;
}

/**
 * The areas of a boundary set as the text of a GeoJSON FeatureCollection, coordinates with 6 decimals.
 * @param toleranceDegrees of the simplification; neighbours keep their common border where the database
 * can simplify a coverage (GEOS 3.12), else each area is simplified by itself. 0: as imported.
 */
export async function readAreasGeoJson(
  sql: TransactionSql,
  setId: number,
  toleranceDegrees: number,
): Promise<string> {
  const [row] = await sql<{ collection: string }[]>`
    select jsonb_build_object(
      'type', 'FeatureCollection',
      'features', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'type', 'Feature',
            'id', commune.id,
            'properties', jsonb_build_object(
              'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type,
              'approximate', boundary_set.kind = 'approximate'
            ),
            'geometry', st_asgeojson(st_forcepolygonccw(area.geom), 6)::jsonb
          )
          order by commune.code
        ),
        '[]'
      )
    )::text as collection
    from simplified_areas(${setId}, ${toleranceDegrees}) area
    join commune on commune.id = area.commune_id
    join boundary_set on boundary_set.id = ${setId}`;
  return row?.collection ?? '{"type":"FeatureCollection","features":[]}';
}

/** Result of deriving communes; `outside` are points farther from every area than the setting allows. */
export type DerivedCommunes = {
  points: number;
  /** Within the setting's metres of a border, outside every area, or derived from approximate areas. */
  uncertain: number;
  /** Outside every area, and given to the nearest. */
  near: number;
  leadChanged: number;
  /** A lead that a person had chosen and that is not touched any more. */
  chosenLost: number;
  outside: number[];
};

/**
 * Derives the communes of points from the active boundary set, all in one statement: every commune that
 * the geometry touches, one of them the lead, and whether that is uncertain. Call it in the transaction
 * that inserts points or changes their geometry or anchor. Works whatever the asker's reach.
 *
 * Throws `point.outside_city` when one of the given points is outside the city; with `'all'` such
 * points keep what they had and are counted.
 */
export async function deriveCommunesOfPoints(
  sql: TransactionSql,
  pointIds: readonly number[] | 'all',
): Promise<DerivedCommunes> {
  const given = pointIds === 'all' ? null : arrayText(pointIds);
  const [row] = await sql<DerivedCommunes[]>`
    select
      point_count as points, uncertain_count as uncertain, near_count as near,
      lead_changed_count as lead_changed, chosen_lost_count as chosen_lost,
      outside_point_ids as outside
    from derive_communes_of_points(${given}::text::integer[], null)`;
  if (row === undefined) throw new Error('deriving communes gave no answer');
  if (pointIds !== 'all' && row.outside.length > 0) {
    throw new AppError('point.outside_city', {
      parameters: { pointIds: row.outside.slice(0, 20) },
    });
  }
  return row;
}

/**
 * Puts a person's name to what a system transaction writes to the log. The rights stay the system's:
 * an administrator manages boundaries without any reach to the points that hang on them.
 */
export async function actInNameOf(sql: TransactionSql, actor: Actor): Promise<void> {
  await sql`
    select
      set_config('diaban.account_id', ${actor.accountId}, true),
      set_config('diaban.role', ${actor.role}, true)`;
}

/**
 * Lists the positions, as indices, that are outside the city: in no area and farther from all of them than the
 * setting allows. {@link deriveCommunesOfPoints} would refuse them.
 */
export async function listPlacesOutsideCity(
  sql: TransactionSql,
  positions: readonly LonLat[],
): Promise<number[]> {
  const rows = await sql<{ place: number }[]>`
    select place
    from places_outside_city(
      ${arrayText(positions.map(([longitude]) => longitude))}::text::float8[],
      ${arrayText(positions.map(([, latitude]) => latitude))}::text::float8[]
    )`;
  return rows.map((row) => row.place);
}
