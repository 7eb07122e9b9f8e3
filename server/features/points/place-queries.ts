import type { Geometry, LonLat } from '#server/contract/geo.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The communes that a point touches, the lead first. */
export async function listCommunesOfPoint(
  sql: TransactionSql,
  pointId: number,
): Promise<{ communeId: number; lead: boolean }[]> {
  return sql<{ communeId: number; lead: boolean }[]>`
    select commune_id, lead from point_commune
    where point_id = ${pointId}
    order by lead desc, commune_id`;
}

type PlaceChange = {
  officialName: string | null;
  category: string | null;
  kind: 'business' | 'public_area' | null;
  geometry: Geometry | null;
  anchor: LonLat | null;
  locationErrorMetres: number | null | undefined;
  address: string | null | undefined;
};

/**
 * Changes what is said of the place; null leaves a field as it is, but for the two that may become unknown: there it
 * is undefined. A place that moves gets the address of where it is now, unless one is given.
 */
export async function updatePlace(
  sql: TransactionSql,
  pointId: number,
  place: PlaceChange,
): Promise<void> {
  const geometry = place.geometry === null ? null : JSON.stringify(place.geometry);
  const [longitude, latitude] = place.anchor ?? [null, null];
  const moved = place.geometry !== null || place.anchor !== null;
  // What somebody moved, or knows better, no longer rests on an address.
  const known = moved || place.locationErrorMetres !== undefined;
  await sql`
    with place as (
      select
        coalesce(st_setsrid(st_geomfromgeojson(${geometry}::text), 4326), point.geom) as geom,
        point.anchor, coalesce(${place.kind}, point.kind) = 'business' as has_door
      from point
      where point.id = ${pointId}
    ),
    given as (
      select
        place.geom, place.has_door,
        case
          when ${moved} then point_anchor(place.geom, ${longitude}::float8, ${latitude}::float8)
          else place.anchor
        end as anchor
      from place
    )
    update point
    set
      official_name = coalesce(${place.officialName}, official_name),
      category = coalesce(${place.category}, category),
      kind = coalesce(${place.kind}, kind),
      geom = given.geom,
      anchor = given.anchor,
      address = case
        when ${place.address !== undefined} then ${place.address ?? null}
        when ${moved} then address_near(given.anchor, given.has_door)
        else address
      end,
      address_from = case
        when ${place.address !== undefined} then case when ${place.address != null} then 'person' end
        when ${moved}
          then case when address_near(given.anchor, given.has_door) is not null then 'gazetteer' end
        else address_from
      end,
      location_error_metres = case
        when ${place.locationErrorMetres !== undefined} then ${place.locationErrorMetres ?? null}
        else location_error_metres
      end,
      place_precision = case when ${known} then null else place_precision end
    from given
    where point.id = ${pointId}`;
}
