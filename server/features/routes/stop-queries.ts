import type { CandidateTerms } from '#server/contract/candidate.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { TeamSkill } from '#server/contract/team.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { ArrangedStop } from './rules/arrangement.ts';
import type { PlaceIds } from './rules.ts';
import { spanOf } from './publication-queries.ts';

export type StopRow = ArrangedStop & {
  skills: TeamSkill[];
  pointId: number | null;
  objectId: number | null;
  code: string | null;
  name: string;
  address: string | null;
  status: PointStatus | null;
  business: boolean;
  communes: string[];
  place: LonLat;
  unplanned: boolean;
  random: boolean;
  reasons: CandidateTerms | null;
  plannedStart: number | null;
  plannedShiftId: number | null;
};

type FlatRow = Omit<StopRow, 'place' | 'window' | 'lockTime'> & {
  longitude: number;
  latitude: number;
  windowFrom: number | null;
  windowTo: number | null;
  lockFrom: number | null;
  lockTo: number | null;
};

/** Every stop within reach that the route has or had, in the order of teams and positions. */
export async function listStops(sql: TransactionSql, routeId: number): Promise<StopRow[]> {
  const rows = await sql<FlatRow[]>`
    select
      stop.id, stop.shift_id, stop.position, stop.service_minutes, stop.window_from,
      stop.window_to, stop.skills, stop.lock_shift_id, stop.lock_from, stop.lock_to,
      stop.lock_position, stop.removed, stop.state, stop.point_id,
      stop.inspection_object_id as object_id, coalesce(point.code, object.code) as code,
      coalesce(point.official_name, object.name, stop.label, '') as name, object.address,
      point.status,
      coalesce(point.kind = 'business', true) as business,
      (
        select coalesce(array_agg(commune.name order by touched.lead desc, commune.name), '{}')
        from (
          select point_commune.commune_id, point_commune.lead
          from point_commune
          where point_commune.point_id = stop.point_id
          union all
          select object.commune_id, true where object.commune_id is not null
        ) touched
        join commune on commune.id = touched.commune_id
      ) as communes,
      st_x(stop.place) as longitude, st_y(stop.place) as latitude, stop.unplanned, stop.random,
      stop.reasons, stop.planned_start, stop.planned_shift_id
    from stop
    left join point on point.id = stop.point_id
    left join inspection_object object on object.id = stop.inspection_object_id
    where stop.route_id = ${routeId}
    order by stop.shift_id nulls last, stop.position, stop.id`;
  return rows.map(({ longitude, latitude, windowFrom, windowTo, lockFrom, lockTo, ...row }) => ({
    ...row,
    place: [longitude, latitude],
    window: spanOf(windowFrom, windowTo),
    lockTime: spanOf(lockFrom, lockTo),
  }));
}

export type NewStop = {
  routeId: number;
  shiftId: number | null;
  position: number;
  pointId: number | null;
  objectId: number | null;
  serviceMinutes: number;
  random: boolean;
  reasons: CandidateTerms | null;
  carriedFrom: number | null;
};

/** Stops at points and businesses, where their marks stand; gives their numbers in the order given. */
export async function insertStops(
  sql: TransactionSql,
  stops: readonly NewStop[],
  by: { addedBy: string; addedAt: IsoInstant },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into stop (
      route_id, shift_id, position, point_id, inspection_object_id, label, place, service_minutes,
      random, reasons, carried_from, added_by, added_at
    )
    select
      (given ->> 'routeId')::int, (given ->> 'shiftId')::int, (given ->> 'position')::int,
      point.id, object.id, object.name, coalesce(point.anchor, object.position),
      (given ->> 'serviceMinutes')::int, (given ->> 'random')::boolean,
      nullif(given -> 'reasons', 'null'::jsonb), (given ->> 'carriedFrom')::int, ${by.addedBy},
      ${by.addedAt}
    from jsonb_array_elements(${JSON.stringify(stops)}::text::jsonb) with ordinality
      as listed (given, number)
    left join point on point.id = (given ->> 'pointId')::int
    left join inspection_object object on object.id = (given ->> 'objectId')::int
    order by listed.number
    returning id`;
  return rows.map(({ id }) => id);
}

/** Writes what an edit may change, of those stops that it changed. */
export async function saveStops(
  sql: TransactionSql,
  stops: readonly ArrangedStop[],
): Promise<void> {
  await sql`
    update stop
    set
      shift_id = (given ->> 'shiftId')::int, position = (given ->> 'position')::int,
      service_minutes = (given ->> 'serviceMinutes')::int,
      window_from = (given -> 'window' ->> 'from')::int,
      window_to = (given -> 'window' ->> 'to')::int,
      skills = array(select jsonb_array_elements_text(given -> 'skills')),
      lock_shift_id = (given ->> 'lockShiftId')::int,
      lock_from = (given -> 'lockTime' ->> 'from')::int,
      lock_to = (given -> 'lockTime' ->> 'to')::int,
      lock_position = (given ->> 'lockPosition')::int, removed = (given ->> 'removed')::boolean
    from jsonb_array_elements(${JSON.stringify(stops)}::text::jsonb) given
    where stop.id = (given ->> 'id')::int`;
}

/** Stops that earlier routes put off and that no later route has taken up, oldest first. */
export async function listCarried(sql: TransactionSql): Promise<({ stopId: number } & PlaceIds)[]> {
  return sql<({ stopId: number } & PlaceIds)[]>`
    select distinct on (stop.point_id, stop.inspection_object_id)
      stop.id as stop_id, stop.point_id, stop.inspection_object_id as object_id
    from stop
    left join point on point.id = stop.point_id
    left join inspection_object object on object.id = stop.inspection_object_id
    where stop.state = 'carried' and not stop.removed
      and (
        (point.status in ('eliminated', 'handed_over') and point.merged_into is null)
        or object.state = 'open'
      )
      -- Two routes may have put off the same place: one stop at it later takes both up.
      and not exists (
        select from stop later
        join route later_route on later_route.id = later.route_id
        where later.id > stop.id and not later.removed and later.state <> 'carried'
          and later_route.state not in ('laid_aside', 'withdrawn')
          and (
            later.point_id = stop.point_id
            or later.inspection_object_id = stop.inspection_object_id
          )
      )
    order by stop.point_id, stop.inspection_object_id, stop.id desc`;
}

/** Keeps the times and teams of the route at the moment of publishing; results are compared with them. */
export async function keepPlannedTimes(
  sql: TransactionSql,
  times: readonly { stopId: number; start: number; shiftId: number }[],
): Promise<void> {
  await sql`
    update stop
    set
      planned_start = (given ->> 'start')::float8::int,
      planned_shift_id = (given ->> 'shiftId')::int
    from jsonb_array_elements(${JSON.stringify(times)}::text::jsonb) given
    where stop.id = (given ->> 'stopId')::int`;
}

/** Takes from the rows of stops the fields that a manual edit can change. */
export function arrangementOf(stops: readonly StopRow[]): ArrangedStop[] {
  return stops.map((stop) => ({
    id: stop.id,
    shiftId: stop.shiftId,
    position: stop.position,
    serviceMinutes: stop.serviceMinutes,
    window: stop.window,
    skills: stop.skills,
    lockShiftId: stop.lockShiftId,
    lockTime: stop.lockTime,
    lockPosition: stop.lockPosition,
    removed: stop.removed,
    state: stop.state,
  }));
}
