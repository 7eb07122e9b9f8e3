import type { CandidateWeights } from '#server/contract/candidate.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { Claim } from './rules/holding.ts';

export type CandidateArea = {
  communes?: readonly string[] | undefined;
  bbox?: BoundingBox | undefined;
  ring?: readonly LonLat[] | undefined;
  /** Named places: where one of both lists is given, what the other does not name is left out. */
  pointIds?: readonly number[] | undefined;
  objectIds?: readonly number[] | undefined;
};

type Column = ReturnType<TransactionSql>;

/** Columns of a closed place in the list, besides its rank. */
export type CandidatePlace = {
  id: number;
  code: string;
  officialName: string;
  status: PointStatus;
  anchor: LonLat;
  /** The one that leads comes first. */
  communes: { code: string; name: string }[];
};

/** The places of these ids that the actor may see, in no order. */
export async function listCandidatePlaces(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<CandidatePlace[]> {
  if (pointIds.length === 0) return [];
  return sql<CandidatePlace[]>`
    select
      point.id, point.code, point.official_name, point.status,
      array[st_x(point.anchor), st_y(point.anchor)] as anchor,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('code', commune.code, 'name', commune.name)
            order by point_commune.lead desc, commune.name
          ),
          '[]'
        )
        from point_commune
        join commune on commune.id = point_commune.commune_id
        where point_commune.point_id = point.id
      ) as communes
    from point
    where point.id = any (${pointIds as number[]}::integer[])`;
}

/**
 * Lists the routes that have to do with places: drafts of today or later, published stops that are still ahead, and the
 * latest look of a published route at each place.
 * @param except the route that is being planned
 */
export async function listClaims(
  sql: TransactionSql,
  today: IsoDate,
  except: number | null,
): Promise<Claim[]> {
  return sql<Claim[]>`
    select
      stop.point_id, stop.inspection_object_id as object_id, route.id as route_id, route.title,
      route.on_date, 'wanted' as claim
    from route
    join stop on stop.route_id = route.id and not stop.removed
    where route.state = 'draft' and route.on_date >= ${today}
      and route.id is distinct from ${except}::int
    union all
    select
      stop.point_id, stop.inspection_object_id, route.id, route.title, route.on_date, 'planned'
    from route
    join published_stop
      on published_stop.route_id = route.id and published_stop.version = route.published_version
    join stop on stop.id = published_stop.stop_id and stop.state = 'planned'
    where route.state = 'published' and route.on_date >= ${today}
      and route.id is distinct from ${except}::int
    union all
    (
      select distinct on (stop.point_id, stop.inspection_object_id)
        stop.point_id, stop.inspection_object_id, route.id, route.title, route.on_date, 'looked'
      from route
      join stop on stop.route_id = route.id and stop.state = 'done'
      where route.state in ('published', 'done')
        and (stop.point_id is not null or stop.inspection_object_id is not null)
      order by stop.point_id, stop.inspection_object_id, route.on_date desc, route.id desc
    )
    order by on_date, route_id`;
}

/** Lists the other drafts of the day of a route that want one of its stops, and the published routes that lead there. */
export async function listOverlaps(
  sql: TransactionSql,
  today: IsoDate,
  route: { id: number; onDate: IsoDate },
): Promise<RouteDetail['overlaps']> {
  return sql<RouteDetail['overlaps']>`
    select
      route.id as route_id, route.title, route.on_date,
      case route.state when 'draft' then 'wanted' else 'planned' end as claim,
      array_agg(own.id order by own.id) as stop_ids
    from stop own
    join stop
      on stop.point_id = own.point_id or stop.inspection_object_id = own.inspection_object_id
    join route on route.id = stop.route_id and route.id <> own.route_id
    where own.route_id = ${route.id} and not own.removed
      and (
        (route.state = 'draft' and route.on_date = ${route.onDate} and not stop.removed)
        or (
          route.state in ('published', 'done') and route.on_date >= ${today}
          and stop.state in ('planned', 'done')
          and exists (
            select from published_stop
            where published_stop.route_id = route.id
              and published_stop.version = route.published_version
              and published_stop.stop_id = stop.id
          )
        )
      )
    group by route.id
    order by claim desc, route.on_date, route.id`;
}

/** Ids of the closed points that lie in the area and that the actor may see. */
export async function listIdsWithin(
  sql: TransactionSql,
  { communes, bbox, ring }: CandidateArea,
  on: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select point.id from point
    where point.status in ('eliminated', 'handed_over') and point.merged_into is null
      ${inCommunes(sql, communes, on)} ${inBox(sql, sql`point.anchor`, bbox)}
      ${inRing(sql, sql`point.anchor`, ring)}`;
  return rows.map(({ id }) => id);
}

/** Open businesses by area, with their commune. */
export async function listBusinessPlaces(
  sql: TransactionSql,
  area: CandidateArea,
): Promise<{ objectId: number; communeCode: string; communeName: string }[]> {
  const { communes, objectIds } = area;
  return sql<{ objectId: number; communeCode: string; communeName: string }[]>`
    select object.id as object_id, commune.code as commune_code, commune.name as commune_name
    from inspection_object object
    join commune on commune.id = object.commune_id
    where object.state = 'open'
      ${communes === undefined || communes.length === 0 ? sql`` : sql`and commune.code = any (${[...communes]}::text[])`}
      ${inBox(sql, sql`object.position`, area.bbox)} ${inRing(sql, sql`object.position`, area.ring)}
      ${objectIds === undefined ? sql`` : sql`and object.id = any (${[...objectIds]}::int[])`}
    order by object.id`;
}

function inCommunes(sql: TransactionSql, codes: readonly string[] | undefined, on: IsoDate) {
  if (codes === undefined || codes.length === 0) return sql``;
  return sql`
    and exists (
      select from point_commune
      join commune on commune.id = point_commune.commune_id
      where point_commune.point_id = point.id and commune.code = any (${[...codes]}::text[])
        and commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
    )`;
}

function inBox(sql: TransactionSql, place: Column, bbox: BoundingBox | undefined) {
  if (bbox === undefined) return sql``;
  const [west, south, east, north] = bbox;
  return sql`and ${place} && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)`;
}

/** A lasso may cross itself; what it encloses counts then. */
function inRing(sql: TransactionSql, place: Column, ring: readonly LonLat[] | undefined) {
  if (ring === undefined) return sql``;
  const polygon = JSON.stringify({ type: 'Polygon', coordinates: [ring] });
  return sql`
    and st_intersects(
      ${place}, st_makevalid(st_setsrid(st_geomfromgeojson(${polygon}::text), 4326))
    )`;
}

export async function findWeights(
  sql: TransactionSql,
  accountId: string,
): Promise<Partial<CandidateWeights> | null> {
  // Kept before a term was there, it says nothing of that one.
  const [row] = await sql<{ weights: Partial<CandidateWeights> }[]>`
    select weights from candidate_preference where account_id = ${accountId}`;
  return row?.weights ?? null;
}

export async function saveWeights(
  sql: TransactionSql,
  preference: { accountId: string; weights: CandidateWeights; updatedAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into candidate_preference (account_id, weights, updated_at)
    values (
      ${preference.accountId}, ${sql.json(preference.weights)}::jsonb, ${preference.updatedAt}
    )
    on conflict on constraint candidate_preference_pkey
    do update set weights = excluded.weights, updated_at = excluded.updated_at`;
}
