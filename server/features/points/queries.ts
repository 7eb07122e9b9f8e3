import type { Geometry, LonLat } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { AddressOrigin } from '#server/contract/geocoding.ts';
import type { PointFlag, PointSummary } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type StoredPoint = Omit<PointSummary, 'flags'> & { flags: PointFlag[] };

/** The points of these ids as lists show them, in the order asked for; what is out of reach is left out. */
export async function listSummaries(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<StoredPoint[]> {
  if (pointIds.length === 0) return [];
  const rows = await sql<StoredPoint[]>`
    select
      point.id, point.code, point.official_name, point.kind, point.category, point.status,
      point.cycle, greatest(point.cycle - 1, 0) as recurrences,
      array[st_x(point.anchor), st_y(point.anchor)] as anchor,
      point.commune_uncertain, point.status_since, point.version, facts.last_event_on,
      facts.answer_overdue_days, facts.reply, facts.next_check_on, facts.flags, facts.communes
    from point
    join facts_of_points(${pointIds as number[]}::integer[], ${on}::date) facts
      on facts.point_id = point.id
    where point.id = any (${pointIds as number[]}::integer[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pointIds.flatMap((id) => byId.get(id) ?? []);
}

export type PointPlace = {
  aliases: { name: string; source: string | null }[];
  address: string | null;
  addressFrom: AddressOrigin | null;
  geometry: Geometry;
  locationErrorMetres: number | null;
  placePrecision: PlacePrecision | null;
  grounds: string | null;
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

export type ShapeRow = {
  id: number;
  code: string;
  officialName: string;
  kind: 'business' | 'public_area';
  category: string;
  lastEventOn: IsoDate | null;
  geometry: Geometry;
};

export async function listShapeRows(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<ShapeRow[]> {
  return sql<ShapeRow[]>`
    select
      id, code, official_name, kind, category, st_asgeojson(st_forcepolygonccw(geom), 6)::jsonb as geometry,
      (
        select max(event_in_force.effective_on)
        from event_in_force
        where event_in_force.point_id = point.id and event_in_force.kind not in ('corrected', 'annulled')
          and event_in_force.annulled_by is null
          and event_in_force.effective_on <= ${on}
      ) as last_event_on
    from point
    where id = any (${pointIds as number[]}::integer[])
    order by id`;
}

export async function findCategory(
  sql: TransactionSql,
  code: string,
): Promise<{ code: string; kind: 'business' | 'public_area' } | null> {
  const [row] = await sql<{ code: string; kind: 'business' | 'public_area' }[]>`
    select code, kind from category where code = ${code}`;
  return row ?? null;
}

export type PlaceToInsert = {
  officialName: string;
  kind: 'business' | 'public_area';
  category: string;
  geometry: Geometry;
  anchor: LonLat | null;
  locationErrorMetres: number | null;
  grounds: string | null;
  status: 'proposed';
  statusSince: IsoDate;
  proposedBy: string;
  createdAt: IsoInstant;
};

/** Numbers are drawn first: a row-level policy would hide a new point from its own `returning`. */
export async function drawPointId(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select nextval('point_id_seq')::integer as id`;
  if (row === undefined) throw new Error('the sequence of points gave no number');
  return row.id;
}

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

export async function replaceAliases(
  sql: TransactionSql,
  pointId: number,
  aliases: readonly { name: string; source: string | null }[],
): Promise<void> {
  await sql`delete from point_alias where point_id = ${pointId}`;
  if (aliases.length === 0) return;
  const rows = aliases.map((alias) => ({ pointId, name: alias.name, source: alias.source }));
  await sql`insert into point_alias ${sql(rows)} on conflict (point_id, name) do nothing`;
}

/** True when the asker can see a point that they have just written. */
export async function canSeePoint(sql: TransactionSql, pointId: number): Promise<boolean> {
  const rows = await sql`select from point where id = ${pointId}`;
  return rows.length === 1;
}

export async function setMergedInto(
  sql: TransactionSql,
  pointId: number,
  intoPointId: number | null,
): Promise<void> {
  await sql`update point set merged_into = ${intoPointId} where id = ${pointId}`;
}

/** Makes one of the communes that a point touches its lead, by a person's choice; false if it touches none such. */
export async function chooseLeadCommune(
  sql: TransactionSql,
  pointId: number,
  communeId: number,
): Promise<boolean> {
  const touched = await sql`
    select from point_commune where point_id = ${pointId} and commune_id = ${communeId}`;
  if (touched.length === 0) return false;
  await sql`
    update point_commune set lead = false, chosen = false where point_id = ${pointId} and lead`;
  await sql`
    update point_commune set lead = true, chosen = true
    where point_id = ${pointId} and commune_id = ${communeId}`;
  return true;
}
