import type { SimilarPoint } from '#server/contract/import-duplicate.ts';
import type { BoundingBox, Geometry } from '#server/contract/geo.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { BoxedPlace } from './formats/similar-around.ts';

/** A place within the matching radius of a row; `place` is the row's position in the list. */
export type Neighbour = {
  place: number;
  id: number;
  names: string[];
  distanceMetres: number;
};

/** Lists the places of the register whose outline meets a box, in any order. */
export async function listPlacesInBox(
  sql: TransactionSql,
  [west, south, east, north]: BoundingBox,
): Promise<BoxedPlace[]> {
  return sql<BoxedPlace[]>`
    select
      point.kind, point.official_name,
      (
        select array_agg(point_alias.name) from point_alias where point_alias.point_id = point.id
      ) as aliases,
      st_xmin(point.geom) as west, st_ymin(point.geom) as south,
      st_xmax(point.geom) as east, st_ymax(point.geom) as north
    from places_in_box(${west}, ${south}, ${east}, ${north}) within
    join point on point.id = within.point_id`;
}

/** Lists the places of the register within the matching radius of each row, the nearest first. */
export async function listNeighbours(
  sql: TransactionSql,
  rows: readonly { place: number; geometry: Geometry }[],
  radius: { business: number; public_area: number },
): Promise<Neighbour[]> {
  return sql<Neighbour[]>`
    select
      near.place, point.id, near.metres as distance_metres,
      array(
        select point.official_name
        union all
        select point_alias.name from point_alias where point_alias.point_id = point.id
      ) as names
    from points_near_rows(
      ${JSON.stringify(rows)}::text::jsonb, ${radius.business}::float8, ${radius.public_area}::float8
    ) near
    join point on point.id = near.point_id
    order by near.place, near.metres, point.id`;
}

/** Describes places as they are shown beside a row that may be one of them. */
export async function describeSimilar(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<Omit<SimilarPoint, 'distanceMetres'>[]> {
  return sql<Omit<SimilarPoint, 'distanceMetres'>[]>`
    select
      point.id, point.code, point.official_name, point.category, point.status,
      (
        select jsonb_build_object('kind', event.kind, 'on', event.effective_on)
        from event
        where event.point_id = point.id
        order by event.seq desc
        limit 1
      ) as last_event
    from point
    where point.id = any (${[...ids]}::integer[])`;
}
