import type { CorrectedPlace, NewPlace, ShownPlace } from '#server/contract/place.ts';
import type { PointKind } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
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

/** Facts of a place with its proposer, and with the points that were merged. */
export type PointPlace = ShownPlace & {
  proposedById: string | null;
  proposedBy: string | null;
  mergedInto: { id: number; code: string } | null;
  removed: boolean;
  mergedFrom: { id: number; code: string; officialName: string }[];
};

/** Finds the facts that the record of a point shows beside its summary. */
export async function findPlace(sql: TransactionSql, pointId: number): Promise<PointPlace | null> {
  const [row] = await sql<PointPlace[]>`
    select
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('name', point_alias.name, 'source', point_alias.source)
            order by point_alias.name
          ),
          '[]'
        )
        from point_alias
        where point_alias.point_id = point.id
      ) as aliases,
      coalesce(point.address, found.address) as address,
      case
        when point.address is not null then point.address_from
        when found.address is not null then 'gazetteer'
      end as address_from,
      st_asgeojson(st_forcepolygonccw(point.geom), 7)::jsonb as geometry,
      point.location_error_metres, point.place_precision, point.grounds,
      point.proposed_by as proposed_by_id,
      proposer.name as proposed_by,
      (
        select jsonb_build_object('id', target.id, 'code', target.code)
        from point target
        where target.id = point.merged_into and target.id <> point.id
      ) as merged_into,
      coalesce(point.merged_into = point.id, false) as removed,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', source.id, 'code', source.code, 'officialName', source.official_name
            )
            order by source.id
          ),
          '[]'
        )
        from point source
        where source.merged_into = point.id and source.id <> point.id
      ) as merged_from
    from point
    left join app_user proposer on proposer.id = point.proposed_by
    cross join lateral (
      select
        case
          when point.address is null then address_near(point.anchor, point.kind = 'business')
        end as address
      offset 0
    ) found
    where point.id = ${pointId}`;
  return row ?? null;
}

export type PlaceToInsert = NewPlace & {
  kind: PointKind;
  status: 'proposed';
  statusSince: IsoDate;
  proposedBy: string;
  createdAt: IsoInstant;
};

/** The anchor given is moved onto the geometry; without one it is the middle of it. */
export async function insertPoint(
  sql: TransactionSql,
  pointId: number,
  place: PlaceToInsert,
): Promise<void> {
  const [longitude, latitude] = place.anchor ?? [null, null];
  await sql`
    with place as (
      select st_setsrid(st_geomfromgeojson(${JSON.stringify(place.geometry)}), 4326) as geom
    )
    insert into point (
      id, official_name, kind, category, geom, anchor, address, address_from,
      location_error_metres, grounds, status, status_since, cycle, commune_uncertain, proposed_by, created_at
    )
    overriding system value
    select
      ${pointId}, ${place.officialName}, ${place.kind}, ${place.category}, place.geom, mark.spot,
      door.address, case when door.address is not null then 'gazetteer' end,
      ${place.locationErrorMetres}, ${place.grounds}, ${place.status}, ${place.statusSince}, 0,
      true, ${place.proposedBy}, ${place.createdAt}
    from place
    cross join lateral (
      select point_anchor(place.geom, ${longitude}::float8, ${latitude}::float8) as spot
    ) mark
    cross join lateral (
      select address_near(mark.spot, ${place.kind === 'business'}) as address
    ) door`;
}

export type PlaceChange = CorrectedPlace & {
  /** Kind of the category that is stated anew. */
  kind?: PointKind | undefined;
};

/** Changes what is said of the place. One that moves gets the address of where it is now, unless one is given. */
export async function updatePlace(
  sql: TransactionSql,
  pointId: number,
  place: PlaceChange,
): Promise<void> {
  const geometry = place.geometry === undefined ? null : JSON.stringify(place.geometry);
  const [longitude, latitude] = place.anchor ?? [null, null];
  const moved = place.geometry !== undefined || place.anchor !== undefined;
  // What somebody moved, or knows better, no longer rests on an address.
  const known = moved || place.locationErrorMetres !== undefined;
  await sql`
    with place as (
      select
        coalesce(st_setsrid(st_geomfromgeojson(${geometry}::text), 4326), point.geom) as geom,
        point.anchor, coalesce(${place.kind ?? null}, point.kind) = 'business' as has_door
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
      official_name = coalesce(${place.officialName ?? null}, official_name),
      category = coalesce(${place.category ?? null}, category),
      kind = coalesce(${place.kind ?? null}, kind),
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
