import type { BoundaryReport } from '#server/contract/boundary.ts';
import type { TransactionSql } from '#server/db/client.ts';

type Overlap = BoundaryReport['overlaps'][number];
type Gap = BoundaryReport['gaps'][number];
type Area = BoundaryReport['areas'][number];
type Strayed = BoundaryReport['strayed'][number];

/** Less is the rounding of coordinates, not a fault of the file. */
const LEAST_AREA_M2 = 1;
/**
 * About 0.01 mm, in degrees. Overlays on a grid never fail half-way; without one GEOS tries first and falls back, and
 * its fall-back ends an answer of the embedded database in the middle.
 */
const GRID = 1e-10;
/** Centres are rounded to about 100 m, and a winding commune's centre may lie outside it. */
const STRAYED_METRES = 2_000;

/** Pairs of communes whose areas overlap, the 200 largest, largest first. */
export async function listOverlaps(sql: TransactionSql, setId: number): Promise<Overlap[]> {
  return await sql<Overlap[]>`
    select between, area_m2
    from (
      select
        jsonb_build_array(
          jsonb_build_object('code', one.code, 'name', one.name, 'type', one.type),
          jsonb_build_object('code', other.code, 'name', other.name, 'type', other.type)
        ) as between,
        st_area(
          st_collectionextract(
            st_intersection(one_area.geom, other_area.geom, ${GRID}::float8), 3
          )::geography
        ) as area_m2
      from boundary one_area
      join boundary other_area
        on other_area.set_id = one_area.set_id
        and other_area.commune_id > one_area.commune_id
        -- Interiors meet: the neighbours that merely touch are most of the pairs, and left here.
        and st_relate(one_area.geom, other_area.geom, 'T********')
        and one_area.geom && other_area.geom
      join commune one on one.id = one_area.commune_id
      join commune other on other.id = other_area.commune_id
      where one_area.set_id = ${setId}
    ) pair
    where area_m2 >= ${LEAST_AREA_M2}
    order by area_m2 desc
    limit 200`;
}

/** Holes inside the union of all areas, the 200 largest, largest first. */
export async function listGaps(sql: TransactionSql, setId: number): Promise<Gap[]> {
  return await sql<Gap[]>`
    with ring as (
      select (st_dumprings(part.geom)).path[1] as place, (st_dumprings(part.geom)).geom
      from (
        select (st_dump(st_union(boundary.geom, ${GRID}::float8))).geom
        from boundary
        where boundary.set_id = ${setId}
      ) part
    ),
    measured as (
      select st_pointonsurface(ring.geom) as inside, st_area(ring.geom::geography) as area_m2
      from ring
      -- The first ring of a polygon is its outside.
      where ring.place > 0
    )
    select
      array[round(st_x(inside)::numeric, 6)::float8, round(st_y(inside)::numeric, 6)::float8] as at,
      area_m2
    from measured
    where area_m2 >= ${LEAST_AREA_M2}
    order by area_m2 desc
    limit 200`;
}

/** The area of each commune beside that of the set before, by code. */
export async function listAreas(
  sql: TransactionSql,
  setId: number,
  previousId: number | null,
): Promise<Area[]> {
  return await sql<Area[]>`
    select
      commune.code, commune.name, commune.type,
      st_area(boundary.geom::geography) / 1e6 as area_km2,
      st_area(former.geom::geography) / 1e6 as previous_area_km2
    from boundary
    join commune on commune.id = boundary.commune_id
    left join boundary former
      on former.commune_id = boundary.commune_id and former.set_id = ${previousId}::integer
    where boundary.set_id = ${setId}
    order by commune.code`;
}

/** Areas far from where their commune is known to be: a sign of a wrong code or coordinate system. */
export async function listStrayed(sql: TransactionSql, setId: number): Promise<Strayed[]> {
  return await sql<Strayed[]>`
    select code, name, type, metres
    from (
      select
        commune.code, commune.name, commune.type,
        st_distance(boundary.geom::geography, commune.centre::geography) as metres
      from boundary
      join commune on commune.id = boundary.commune_id
      where boundary.set_id = ${setId}
    ) measured
    where metres > ${STRAYED_METRES}
    order by metres desc`;
}
