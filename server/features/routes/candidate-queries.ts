import type { CandidateWeights } from '#server/contract/candidate.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Facts by which a closed place is ranked; dates are civil days. */
export type CandidateFacts = {
  pointId: number;
  category: string;
  way: string;
  business: boolean;
  eliminatedOn: IsoDate;
  lastSeenOn: IsoDate | null;
  dueOn: IsoDate | null;
  suspected: boolean;
  recurrences: number;
  onRouteId: number | null;
};

export type CandidateArea = {
  communes?: readonly string[] | undefined;
  bbox?: BoundingBox | undefined;
  ring?: readonly LonLat[] | undefined;
  /** Named places: where one of both lists is given, what the other does not name is left out. */
  pointIds?: readonly number[] | undefined;
  objectIds?: readonly number[] | undefined;
};

type Column = ReturnType<TransactionSql>;

/** Closed places that can be looked at, by area; the soonest due first, at most `most`. */
export async function listCandidateFacts(
  sql: TransactionSql,
  area: CandidateArea,
  on: IsoDate,
  most: number,
): Promise<CandidateFacts[]> {
  return sql<CandidateFacts[]>`
    select
      point.id as point_id, point.category, coalesce(cycle.elimination_way, 'other') as way,
      point.kind = 'business' as business, cycle.eliminated_on,
      (
        select max(check_record.checked_on)
        from check_record
        where check_record.point_id = point.id and check_record.cycle = point.cycle
          and check_record.result <> 'could_not_check'
      ) as last_seen_on,
      due.due_on,
      exists (
        select from point_flag
        where point_flag.point_id = point.id and point_flag.flag = 'suspected'
          and point_flag.from_on <= ${on} and (point_flag.to_on is null or point_flag.to_on > ${on})
      ) as suspected,
      point.cycle - 1 as recurrences,
      (
        select max(route.id)
        from stop
        join route on route.id = stop.route_id
        where stop.point_id = point.id and not stop.removed and stop.state = 'planned'
          and route.state <> 'done' and route.on_date >= ${on}
      ) as on_route_id
    from point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
    left join lateral (
      select min(point_flag.due_on) as due_on
      from point_flag
      where point_flag.point_id = point.id and point_flag.flag in ('check_due', 'check_overdue')
        and (point_flag.to_on is null or point_flag.to_on > ${on})
    ) due on true
    where point.status in ('eliminated', 'handed_over') and point.merged_into is null
      and cycle.eliminated_on is not null
      ${inCommunes(sql, area.communes, on)} ${inBox(sql, sql`point.anchor`, area.bbox)}
      ${inRing(sql, sql`point.anchor`, area.ring)}
      ${area.pointIds === undefined ? sql`` : sql`and point.id = any (${[...area.pointIds]}::int[])`}
    order by due.due_on nulls last, point.id
    limit ${most}`;
}

/** Open businesses by area, with their commune and the latest route that still leads to them. */
export async function listBusinessPlaces(
  sql: TransactionSql,
  area: CandidateArea,
  on: IsoDate,
): Promise<
  { objectId: number; communeCode: string; communeName: string; onRouteId: number | null }[]
> {
  const { communes, objectIds } = area;
  return sql<
    { objectId: number; communeCode: string; communeName: string; onRouteId: number | null }[]
  >`
    select
      object.id as object_id, commune.code as commune_code, commune.name as commune_name,
      (
        select max(route.id)
        from stop
        join route on route.id = stop.route_id
        where stop.inspection_object_id = object.id and not stop.removed
          and stop.state = 'planned' and route.state <> 'done' and route.on_date >= ${on}
      ) as on_route_id
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

export type ClosureRow = { category: string; way: string; days: number; event: boolean };

/** Every closure that there was: days until activity came back, or until today. */
export async function listClosures(sql: TransactionSql, today: IsoDate): Promise<ClosureRow[]> {
  return sql<ClosureRow[]>`
    select
      point.category, coalesce(cycle.elimination_way, 'other') as way,
      coalesce(next.opened_on, ${today}::date) - cycle.eliminated_on as days,
      next.opened_on is not null as event
    from cycle
    join point on point.id = cycle.point_id
    left join cycle next on next.point_id = cycle.point_id and next.number = cycle.number + 1
    where cycle.eliminated_on is not null and cycle.eliminated_on <= ${today}`;
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
