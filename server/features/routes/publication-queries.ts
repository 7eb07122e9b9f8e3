import type { MinuteSpan, RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { Shift } from '#server/contract/team.ts';
import type { WithdrawnRoute } from '#server/contract/route-result.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TravelBasis } from '#server/contract/travel.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { shiftOf, shiftRow, type ShiftRow } from '#server/features/teams/shift-rules.ts';

/** A stop in the form given to a team: place in the order, times and limits. */
export type PublishedStop = {
  stopId: number;
  shiftId: number;
  position: number;
  plannedStart: number;
  serviceMinutes: number;
  window: MinuteSpan | null;
  lockTime: MinuteSpan | null;
};

/** A team's day as it was published, with the plan that was accepted. */
export type PublishedShift = { shiftId: number; shift: Shift; plan: ShiftPlan };

/** One publication of a route, as far as the reader may see it. */
export type Publication = {
  version: number;
  publishedAt: IsoInstant;
  basis: TravelBasis[];
  shifts: PublishedShift[];
  stops: PublishedStop[];
};

/** Stores the teams' days with their plans; before the stops, which refer to them. */
export async function insertPublishedShifts(
  sql: TransactionSql,
  routeId: number,
  version: number,
  given: { shifts: readonly RouteShift[]; plans: readonly ShiftPlan[]; basis: TravelBasis[] },
): Promise<void> {
  for (const shift of given.shifts) {
    const row = shiftRow(shift);
    const plan = given.plans.find(({ shiftId }) => shiftId === shift.id);
    await sql`
      insert into published_shift (
        route_id, version, shift_id, vehicle, starts_at, ends_at, rest_from, rest_to,
        rest_minutes, start_place, end_place, most_stops, plan, basis
      ) values (
        ${routeId}, ${version}, ${shift.id}, ${row.vehicle}, ${row.startsAt}, ${row.endsAt},
        ${row.restFrom}, ${row.restTo}, ${row.restMinutes},
        st_setsrid(
          st_makepoint(${row.startLongitude}::float8, ${row.startLatitude}::float8), 4326
        ),
        st_setsrid(st_makepoint(${row.endLongitude}::float8, ${row.endLatitude}::float8), 4326),
        ${row.mostStops}, ${JSON.stringify(plan)}::text::jsonb,
        ${JSON.stringify(given.basis)}::text::jsonb
      )`;
  }
}

/** Stores the stops of a publication; nothing changes them afterwards. */
export async function insertPublishedStops(
  sql: TransactionSql,
  routeId: number,
  version: number,
  stops: readonly PublishedStop[],
): Promise<void> {
  await sql`
    insert into published_stop (
      route_id, version, stop_id, shift_id, position, planned_start, service_minutes,
      window_from, window_to, lock_from, lock_to
    )
    select
      ${routeId}, ${version}, (given ->> 'stopId')::int, (given ->> 'shiftId')::int,
      (given ->> 'position')::int, (given ->> 'plannedStart')::int,
      (given ->> 'serviceMinutes')::int, (given -> 'window' ->> 'from')::int,
      (given -> 'window' ->> 'to')::int, (given -> 'lockTime' ->> 'from')::int,
      (given -> 'lockTime' ->> 'to')::int
    from jsonb_array_elements(${JSON.stringify(stops)}::text::jsonb) given`;
}

/** Finds a publication that the reader may see; null when the route has none of that version. */
export async function findPublication(
  sql: TransactionSql,
  routeId: number,
  version: number,
  publishedAt: IsoInstant,
): Promise<Publication | null> {
  const shifts = await listPublishedShifts(sql, routeId, version);
  const [first] = shifts;
  if (first === undefined) return null;
  return {
    version,
    publishedAt,
    basis: first.basis,
    shifts: shifts.map(({ basis: _basis, ...shift }) => shift),
    stops: await listPublishedStops(sql, routeId, version),
  };
}

async function listPublishedShifts(sql: TransactionSql, routeId: number, version: number) {
  const rows = await sql<(ShiftRow & { shiftId: number; plan: ShiftPlan; basis: TravelBasis[] })[]>`
    select
      shift_id, vehicle, starts_at, ends_at, rest_from, rest_to, rest_minutes,
      st_x(start_place) as start_longitude, st_y(start_place) as start_latitude,
      st_x(end_place) as end_longitude, st_y(end_place) as end_latitude, most_stops, plan, basis
    from published_shift
    where route_id = ${routeId} and version = ${version}
    order by shift_id`;
  return rows.map((row) => ({
    shiftId: row.shiftId,
    shift: shiftOf(row),
    plan: row.plan,
    basis: row.basis,
  }));
}

async function listPublishedStops(
  sql: TransactionSql,
  routeId: number,
  version: number,
): Promise<PublishedStop[]> {
  const rows = await sql<
    (Omit<PublishedStop, 'window' | 'lockTime'> & Record<SpanColumn, number | null>)[]
  >`
    select
      stop_id, shift_id, position, planned_start, service_minutes, window_from, window_to,
      lock_from, lock_to
    from published_stop
    where route_id = ${routeId} and version = ${version}
    order by shift_id, position`;
  return rows.map(({ windowFrom, windowTo, lockFrom, lockTo, ...stop }) => ({
    ...stop,
    window: spanOf(windowFrom, windowTo),
    lockTime: spanOf(lockFrom, lockTo),
  }));
}

type SpanColumn = 'windowFrom' | 'windowTo' | 'lockFrom' | 'lockTo';

/** Makes a span of minutes from midnight; null unless both ends are given. */
export function spanOf(from: number | null, to: number | null): MinuteSpan | null {
  return from === null || to === null ? null : { from, to };
}

/** Finds the publication before this version; null when it was the first. */
export async function findVersionBefore(
  sql: TransactionSql,
  routeId: number,
  version: number,
): Promise<number | null> {
  const [row] = await sql<{ version: number | null }[]>`
    select max(version) as version
    from published_shift
    where route_id = ${routeId} and version < ${version}`;
  return row?.version ?? null;
}

/** Finds the reader's team to which an earlier publication gave a stop, the latest such; null when none did. */
export async function findFormerShift(
  sql: TransactionSql,
  routeId: number,
  stopId: number,
): Promise<number | null> {
  const [row] = await sql<{ shiftId: number }[]>`
    select shift_id from published_stop
    where route_id = ${routeId} and stop_id = ${stopId}
    order by version desc
    limit 1`;
  return row?.shiftId ?? null;
}

/** Reopens stops that a finished team left over, where the draft gave them to a team that is still out. */
export async function reopenCarried(sql: TransactionSql, routeId: number): Promise<void> {
  await sql`
    update stop set state = 'planned'
    where route_id = ${routeId} and state = 'carried' and not removed and exists (
      select from route_shift
      where route_shift.id = stop.shift_id and route_shift.finished_at is null
    )`;
}

/** Takes a published route back; whoever withdrew it, when and why stay with it. */
export async function markWithdrawn(
  sql: TransactionSql,
  route: { id: number; reason: string; withdrawnBy: string; withdrawnAt: IsoInstant },
): Promise<void> {
  await sql`
    update route
    set
      state = 'withdrawn', version = version + 1, withdrawn_by = ${route.withdrawnBy},
      withdrawn_at = ${route.withdrawnAt}, withdrawn_reason = ${route.reason}
    where id = ${route.id}`;
}

/** The withdrawn routes of the actor's teams of today or later. */
export async function listWithdrawn(
  sql: TransactionSql,
  today: IsoDate,
): Promise<WithdrawnRoute[]> {
  return sql<WithdrawnRoute[]>`
    select id as route_id, title, on_date, withdrawn_at, withdrawn_reason as reason
    from route
    where state = 'withdrawn' and on_date >= ${today}
    order by on_date, id
    limit 20`;
}
