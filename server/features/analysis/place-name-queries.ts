import type { LonLat } from '#server/contract/geo.ts';
import type { NamedPlace } from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A street farther away than this, in metres, does not name a place. */
const NEAR_METRES = 300;
/** Degrees that are at least as far, in this latitude: what the index is asked for. */
const NEAR_DEGREES = 0.003;

/**
 * Names positions (WGS 84, longitude first): the commune of the boundaries in force that holds each, and the nearest
 * named street of the roads in force within 300 m. In the order given.
 */
export async function listPlaceNames(
  sql: TransactionSql,
  positions: readonly LonLat[],
): Promise<NamedPlace[]> {
  if (positions.length === 0) return [];
  return sql<NamedPlace[]>`
    with asked as (
      select
        given.place, st_setsrid(st_makepoint(given.longitude, given.latitude), 4326) as spot
      from unnest(
        ${positions.map(([longitude]) => longitude)}::float8[],
        ${positions.map(([, latitude]) => latitude)}::float8[]
      ) with ordinality as given (longitude, latitude, place)
    )
    select
      case
        when around.id is not null then jsonb_build_object(
          'id', around.id, 'code', around.code, 'name', around.name, 'type', around.type
        )
      end as commune,
      street.name as street
    from asked
    left join lateral (
      select commune.id, commune.code, commune.name, commune.type
      from boundary_part
      join boundary_set on boundary_set.id = boundary_part.set_id and boundary_set.active
      join commune on commune.id = boundary_part.commune_id
      where st_intersects(boundary_part.geom, asked.spot)
      order by commune.code
      limit 1
    ) as around on true
    left join lateral (
      select road_edge.name
      from road_edge
      join road_network on road_network.id = road_edge.network_id and road_network.active
      where road_edge.name is not null
        and road_edge.geom && st_expand(asked.spot, ${NEAR_DEGREES})
        and st_distance(road_edge.geom::geography, asked.spot::geography) <= ${NEAR_METRES}
      order by st_distance(road_edge.geom::geography, asked.spot::geography)
      limit 1
    ) as street on true
    order by asked.place`;
}
