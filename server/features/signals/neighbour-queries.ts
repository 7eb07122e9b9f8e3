import type { Geometry } from '#server/contract/geo.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type NeighbourRow = {
  pointId: number;
  distanceMetres: number;
  withinRadius: boolean;
  /** Category of the listed point that was asked about; null for a shape. */
  askedCategory: string | null;
};

const MOST_FOUND = 10;

/**
 * Finds the points beside a listed point or a shape, the nearest first, whatever their status; of those within reach of
 * the actor. The limits are those of the matching of signals: d ≤ max(r, √(R_i² + R_j²)) is within, d ≤ r times the
 * factor of the ring is near. Points that are merged into others are left out.
 */
export async function listNeighbours(
  sql: TransactionSql,
  asked: { pointId: number | null; geometry: Geometry | null; errorMetres: number | null },
  { radius }: Pick<MatchingParameters, 'radius'>,
): Promise<NeighbourRow[]> {
  const geometry = asked.geometry === null ? null : JSON.stringify(asked.geometry);
  const widest = Math.max(radius.business, radius.public_area) * radius.vicinityFactor;
  return sql<NeighbourRow[]>`
    with asked as materialized (
      select
        place.geom, place.geom::geography as spot, place.category,
        coalesce(place.error, ${radius.unknownErrorMetres}::float8)::float8 as error
      from (
        select point.geom, point.category, point.location_error_metres as error
        from point
        where point.id = ${asked.pointId}::integer
        union all
        select given.geom, null::text, ${asked.errorMetres}::float8
        from (
          select st_setsrid(st_geomfromgeojson(${geometry}::text), 4326) as geom
        ) given
        where given.geom is not null
      ) place
    )
    select
      point.id as point_id, away.metres as distance_metres, asked.category as asked_category,
      away.metres <= greatest(allowed.radius, allowed.uncertainty) as within_radius
    from asked
    join point on point.geom && box_around(
      asked.geom,
      greatest(${widest}::float8, asked.error) + ${radius.unknownErrorMetres}::float8
    )
    ${distancesFromAsked(sql, { radius })}
    where point.merged_into is null
      and point.id is distinct from ${asked.pointId}::integer
      and away.metres
        <= greatest(allowed.radius * ${radius.vicinityFactor}::float8, allowed.uncertainty)
    order by away.metres, point.id
    limit ${MOST_FOUND}`;
}

/**
 * Joins to each row of `point` its distance from `asked.spot` (`away.metres`), the radius of its kind and the limit
 * √(R_i² + R_j²) of both errors, in metres (`allowed.radius`, `allowed.uncertainty`). `asked.error` is R_i.
 */
export function distancesFromAsked(
  sql: TransactionSql,
  { radius }: Pick<MatchingParameters, 'radius'>,
) {
  return sql`
    cross join lateral (
      select
        case point.kind
          when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
        end as radius,
        sqrt(
          asked.error ^ 2
            + coalesce(point.location_error_metres, ${radius.unknownErrorMetres}::float8) ^ 2
        ) as uncertainty
    ) allowed
    cross join lateral (
      select st_distance(point.geom::geography, asked.spot) as metres
    ) away`;
}
