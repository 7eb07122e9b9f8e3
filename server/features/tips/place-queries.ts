import type { LonLat } from '#server/contract/geo.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The commune of a position in the active boundary set, or the nearest within the setting; null outside the city. */
export async function findCommuneAt(
  sql: TransactionSql,
  [longitude, latitude]: LonLat,
): Promise<number | null> {
  const [row] = await sql<{ communeId: number | null }[]>`
    select commune_at(
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)
    ) as commune_id`;
  return row?.communeId ?? null;
}

/**
 * Greatest distance of a commune's area from its middle, metres: half the diagonal of its box in the boundary set
 * in force. Null where it has no area there.
 */
export async function communeReachMetres(
  sql: TransactionSql,
  communeId: number,
): Promise<number | null> {
  const [row] = await sql<{ metres: number | null }[]>`
    with box as (
      select st_extent(boundary_part.geom) as extent
      from boundary_part
      where boundary_part.set_id = (select boundary_set.id from boundary_set where boundary_set.active)
        and boundary_part.commune_id = ${communeId}
    )
    select
      ceil(
        st_distance(
          st_setsrid(st_makepoint(st_xmin(extent), st_ymin(extent)), 4326)::geography,
          st_setsrid(st_makepoint(st_xmax(extent), st_ymax(extent)), 4326)::geography
        ) / 2
      )::float8 as metres
    from box
    where extent is not null`;
  return row?.metres ?? null;
}
