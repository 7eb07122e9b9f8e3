import type { TransactionSql } from '#server/db/client.ts';
import { activateSet } from '#server/features/boundaries/queries.ts';

/** Writes two areas that meet in one tip: it is the nearest border for every place north of it. */
export async function writeTwoAreas(sql: TransactionSql, codes: [string, string]): Promise<void> {
  const [set] = await sql<{ id: number }[]>`
    insert into boundary_set (kind, valid_from, source, report, imported_at, active)
    values ('imported', '2025-07-01', 'test', '{}', now(), false)
    returning id`;
  const setId = set?.id ?? 0;
  for (const [code, outer] of [
    [codes[0], 105.77],
    [codes[1], 105.83],
  ] as const) {
    await sql`
      insert into boundary (set_id, commune_id, geom)
      select
        ${setId}, commune.id,
        st_multi(st_makepolygon(st_setsrid(st_makeline(array[
          st_point(105.8, 21), st_point(105.8, 21.02), st_point(${outer}, 21), st_point(105.8, 21)
        ]), 4326)))
      from commune where code = ${code}`;
  }
  await activateSet(sql, setId);
}

/** Adds 300 streets and squares of some kilometres around the city. */
export async function addShapes(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle,
      commune_uncertain, created_at
    )
    select
      'Tuyến đường', 'public_area', 'CC-TD', shape.geom, point_anchor(shape.geom, null, null),
      'active', '2026-01-01', 1, false, now()
    from generate_series(1, 300) number
    cross join lateral (
      select st_point(
        105.6 + ((number * 919) % 1000) * 3e-4, 20.85 + ((number * 4729) % 1000) * 3e-4, 4326
      ) as middle
    ) at
    cross join lateral (
      select case number % 2
        when 0 then st_makeline(at.middle, st_translate(at.middle, 0.02, ((number % 7) - 3) * 0.01))
        else st_buffer(at.middle, 0.002 + (number % 5) * 0.004, 4)
      end as geom
    ) shape`;
}

/**
 * Adds places up to 2 km outside the outermost border, starting from its corners; many lie by a corner of two areas.
 */
export async function addPlacesOutside(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle,
      commune_uncertain, created_at
    )
    select 'Ngoài ranh giới', 'public_area', 'CC-KV', place.geom, place.geom, 'active', '2026-01-01', 1, true, now()
    from (
      select st_union(boundary.geom) as geom
      from boundary join boundary_set on boundary_set.id = boundary.set_id and boundary_set.active
    ) city
    cross join lateral st_dumppoints(st_exteriorring(st_geometryn(city.geom, 1))) corner
    cross join generate_series(0, 3) turn
    cross join lateral (
      select st_project(
        corner.geom::geography, 150 + (corner.path[1] * 37 + turn * 611) % 1800,
        radians(turn * 90 + corner.path[1] % 90)
      )::geometry as geom
    ) place
    where not st_intersects(city.geom, place.geom)`;
}
