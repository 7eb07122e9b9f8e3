import type { CreateRoute, RouteShift, RouteState } from '#server/contract/route.ts';
import type { Shift, TeamSkill } from '#server/contract/team.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { shiftOf, shiftRow, type ShiftRow } from '#server/features/teams/shift-rules.ts';

export type RouteRow = {
  id: number;
  title: string;
  onDate: IsoDate;
  kind: CreateRoute['kind'];
  unannounced: boolean;
  state: RouteState;
  version: number;
  randomShare: number;
  randomShareReason: string | null;
  seed: number;
  publishedAt: IsoInstant | null;
  publishedVersion: number | null;
  withdrawnAt: IsoInstant | null;
  withdrawnReason: string | null;
};

/** A route within reach that is not deleted; with `lock` nobody else changes it until the transaction ends. */
export async function findRoute(
  sql: TransactionSql,
  routeId: number,
  { lock = false } = {},
): Promise<RouteRow | null> {
  const [row] = await sql<RouteRow[]>`
    select
      id, title, on_date, kind, unannounced, state, version, random_share, random_share_reason,
      seed, published_at, published_version, withdrawn_at, withdrawn_reason
    from route
    where id = ${routeId} and state <> 'deleted'
    ${lock ? sql`for update` : sql``}`;
  return row ?? null;
}

/** The published and finished routes of a day, in the order in which they were made; at most 100. */
export async function listRoutesOfDay(sql: TransactionSql, on: IsoDate): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from route
    where on_date = ${on} and state in ('published', 'done')
    order by id
    limit 100`;
  return rows.map(({ id }) => id);
}

export async function insertRoute(
  sql: TransactionSql,
  route: Omit<CreateRoute, 'shifts'> & {
    randomShare: number;
    seed: number;
    createdBy: string;
    createdAt: IsoInstant;
    /** The route that it is a copy of. */
    copiedFrom?: number;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into route (
      title, on_date, kind, unannounced, random_share, seed, created_by, created_at, copied_from
    ) values (
      ${route.title}, ${route.onDate}, ${route.kind}, ${route.unannounced}, ${route.randomShare},
      ${route.seed}, ${route.createdBy}, ${route.createdAt}, ${route.copiedFrom ?? null}::int
    )
    returning id`;
  if (row === undefined) throw new Error('the new route has no number');
  return row.id;
}

/** A team's day on a route, with the team's skills of today; false when the team is no longer at work. */
export async function insertShift(
  sql: TransactionSql,
  routeId: number,
  teamId: number,
  shift: Shift,
): Promise<boolean> {
  const row = shiftRow(shift);
  const rows = await sql`
    insert into route_shift (
      route_id, team_id, skills, vehicle, starts_at, ends_at, rest_from, rest_to, rest_minutes,
      start_place, end_place, most_stops
    )
    select
      ${routeId}, team.id, team.skills, ${row.vehicle}, ${row.startsAt}, ${row.endsAt},
      ${row.restFrom}::int, ${row.restTo}::int, ${row.restMinutes}::int,
      st_setsrid(st_makepoint(${row.startLongitude}::float8, ${row.startLatitude}::float8), 4326),
      st_setsrid(st_makepoint(${row.endLongitude}::float8, ${row.endLatitude}::float8), 4326),
      ${row.mostStops}::int
    from team
    where team.id = ${teamId} and team.retired_at is null
    returning id`;
  return rows.length === 1;
}

export async function updateShift(
  sql: TransactionSql,
  shiftId: number,
  shift: Shift & { absent?: boolean; removed?: boolean },
): Promise<void> {
  const row = shiftRow(shift);
  await sql`
    update route_shift
    set
      vehicle = ${row.vehicle}, starts_at = ${row.startsAt}, ends_at = ${row.endsAt},
      rest_from = ${row.restFrom}::int, rest_to = ${row.restTo}::int,
      rest_minutes = ${row.restMinutes}::int,
      start_place =
        st_setsrid(st_makepoint(${row.startLongitude}::float8, ${row.startLatitude}::float8), 4326),
      end_place =
        st_setsrid(st_makepoint(${row.endLongitude}::float8, ${row.endLatitude}::float8), 4326),
      most_stops = ${row.mostStops}::int, absent = ${shift.absent ?? false},
      removed = ${shift.removed ?? false}
    where id = ${shiftId}`;
}

/** The teams' days of a route, also those taken off it. */
export async function listShifts(sql: TransactionSql, routeId: number): Promise<RouteShift[]> {
  const rows = await sql<
    (ShiftRow & {
      id: number;
      teamId: number;
      teamName: string;
      skills: TeamSkill[];
      finishedAt: IsoInstant | null;
      finishReason: string | null;
      absent: boolean;
      removed: boolean;
    })[]
  >`
    select
      route_shift.id, route_shift.team_id, team.name as team_name, route_shift.skills,
      route_shift.vehicle, route_shift.starts_at, route_shift.ends_at, route_shift.rest_from,
      route_shift.rest_to, route_shift.rest_minutes,
      st_x(route_shift.start_place) as start_longitude,
      st_y(route_shift.start_place) as start_latitude,
      st_x(route_shift.end_place) as end_longitude, st_y(route_shift.end_place) as end_latitude,
      route_shift.most_stops, route_shift.finished_at, route_shift.finish_reason,
      route_shift.absent, route_shift.removed
    from route_shift
    join team on team.id = route_shift.team_id
    where route_shift.route_id = ${routeId}
    order by route_shift.id`;
  return rows.map((row) => ({
    id: row.id,
    teamId: row.teamId,
    teamName: row.teamName,
    skills: row.skills,
    finishedAt: row.finishedAt,
    finishReason: row.finishReason,
    absent: row.absent,
    removed: row.removed,
    ...shiftOf(row),
  }));
}

/** Deletes a draft for every reader; its stops no longer take up anything. */
export async function deleteDraft(sql: TransactionSql, routeId: number): Promise<void> {
  await sql`update stop set removed = true where route_id = ${routeId}`;
  await sql`update route set state = 'deleted', version = version + 1 where id = ${routeId}`;
}

/** Lays aside drafts that nobody edited or opened since, but for those that a recurrence made for days to come. */
export async function layAside(
  sql: TransactionSql,
  untouchedSince: IsoInstant,
  today: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    update route set state = 'laid_aside'
    where state = 'draft' and created_at < ${untouchedSince}
      and not exists (
        select from route_edit
        where route_edit.route_id = route.id and route_edit.made_at >= ${untouchedSince}
      )
      and not exists (
        select from route_presence
        where route_presence.route_id = route.id and route_presence.seen_at >= ${untouchedSince}
      )
      and not (
        route.on_date >= ${today} and exists (
          select from route_recurrence_day where route_recurrence_day.route_id = route.id
        )
      )
    returning id`;
  return rows.map(({ id }) => id);
}

/** Makes a draft of one that was laid aside. */
export async function takeUpAgain(sql: TransactionSql, routeId: number): Promise<void> {
  await sql`update route set state = 'draft' where id = ${routeId} and state = 'laid_aside'`;
}

/** Gives the new version. */
export async function raiseRouteVersion(sql: TransactionSql, routeId: number): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    update route set version = version + 1 where id = ${routeId} returning version`;
  return row?.version ?? 0;
}

export async function markPublished(
  sql: TransactionSql,
  route: {
    id: number;
    randomShareReason: string | null;
    publishedBy: string;
    publishedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    update route
    set
      state = 'published', published_by = ${route.publishedBy}, published_at = ${route.publishedAt},
      published_version = version, random_share_reason = ${route.randomShareReason}
    where id = ${route.id}`;
}

export async function insertRouteVersion(
  sql: TransactionSql,
  version: {
    routeId: number;
    version: number;
    plan: string;
    publishedBy: string;
    publishedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into route_version (route_id, version, plan, published_by, published_at)
    values (
      ${version.routeId}, ${version.version}, ${version.plan}::text::jsonb, ${version.publishedBy},
      ${version.publishedAt}
    )`;
}

/** Records that the asker has the route open. @returns the others who had it open within the last moments */
export async function tellPresence(
  sql: TransactionSql,
  presence: {
    routeId: number;
    accountId: string;
    stopId: number | null;
    seenAt: IsoInstant;
    since: IsoInstant;
  },
): Promise<{ name: string; stopId: number | null }[]> {
  await sql`
    insert into route_presence (route_id, account_id, stop_id, seen_at)
    values (${presence.routeId}, ${presence.accountId}, ${presence.stopId}, ${presence.seenAt})
    on conflict on constraint route_presence_pkey
    do update set stop_id = excluded.stop_id, seen_at = excluded.seen_at`;
  return sql<{ name: string; stopId: number | null }[]>`
    select app_user.name, route_presence.stop_id
    from route_presence
    join app_user on app_user.id = route_presence.account_id
    where route_presence.route_id = ${presence.routeId}
      and route_presence.account_id <> ${presence.accountId}
      and route_presence.seen_at >= ${presence.since}
    order by app_user.name`;
}
