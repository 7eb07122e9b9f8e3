import { randomUUID } from 'node:crypto';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import type { TwoCommunes } from '#tests/support/database/two-communes.ts';

const NOW = '2026-03-02T02:00:00.000Z';

/** A route to both communes, one team each; the team `here` also goes to a business. */
export type SeededRoute = {
  route: number;
  shifts: { here: number; there: number };
  stops: Record<string, number>;
};

export type TwoRoutes = {
  planner: Person;
  /** Member of the team that goes `there`; the seeded inspector goes `here`. */
  mate: Person;
  business: number;
  open: SeededRoute;
  secret: SeededRoute;
  draft: SeededRoute;
};

/** An announced route, one that is not, and a draft, with a row in every table about them. */
export async function seedTwoRoutes(database: Database, seeded: TwoCommunes): Promise<TwoRoutes> {
  const planner = await openAccount(database, { username: 'reach.planner', role: 'planner' });
  const mate = await openAccount(database, { username: 'reach.mate', role: 'inspector' });
  return asSystem(database, async (sql) => {
    await sql`
      insert into category (code, number, name, kind, source)
      values ('test_bar', 991, 'Quán thử', 'business', 'test')`;
    const business = await insertBusiness(sql, seeded, planner);
    const here = await insertTeam(sql, 'Tổ Gần', seeded.inspector);
    const there = await insertTeam(sql, 'Tổ Xa', mate);
    const route = (state: string, unannounced: boolean) =>
      insertRoute(sql, { seeded, planner, business, here, there, state, unannounced });
    return {
      planner,
      mate,
      business,
      open: await route('published', false),
      secret: await route('published', true),
      draft: await route('draft', false),
    };
  });
}

async function idOf(rows: Promise<readonly { id: number }[]>): Promise<number> {
  const [row] = await rows;
  if (row === undefined) throw new Error('nothing was inserted');
  return row.id;
}

function insertBusiness(
  sql: TransactionSql,
  seeded: TwoCommunes,
  planner: Person,
): Promise<number> {
  return idOf(sql<{ id: number }[]>`
    insert into inspection_object (name, category, position, commune_id, written_by, written_at)
    values (
      'Quán thử', 'test_bar', st_setsrid(st_makepoint(105.1, 21), 4326), ${seeded.here.communeId},
      ${planner.accountId}, ${NOW}
    )
    returning id`);
}

async function insertTeam(sql: TransactionSql, name: string, member: Person): Promise<number> {
  const team = await idOf(sql<{ id: number }[]>`
    insert into team (name, skills, created_at) values (${name}, '{}', ${NOW}) returning id`);
  await sql`insert into team_member (team_id, account_id) values (${team}, ${member.accountId})`;
  await sql`
    insert into shift_template (team_id, name, vehicle, starts_at, ends_at)
    values (${team}, 'Cả ngày', 'car', 480, 1020)`;
  return team;
}

async function insertRoute(
  sql: TransactionSql,
  given: {
    seeded: TwoCommunes;
    planner: Person;
    business: number;
    here: number;
    there: number;
    state: string;
    unannounced: boolean;
  },
): Promise<SeededRoute> {
  const { seeded, planner, business } = given;
  const published = given.state === 'draft' ? null : NOW;
  const by = planner.accountId;
  const route = await idOf(sql<{ id: number }[]>`
    insert into route (
      title, on_date, kind, unannounced, state, random_share, seed, created_by, created_at,
      published_by, published_at, published_version
    ) values (
      'Thử tầm nhìn', '2026-03-02', 'regular', ${given.unannounced}, ${given.state}, 0.1, 1, ${by},
      ${NOW}, ${published === null ? null : by}, ${published}, ${published === null ? null : 1}
    )
    returning id`);
  const shift = (team: number) =>
    idOf(sql<{ id: number }[]>`
      insert into route_shift (route_id, team_id, skills, vehicle, starts_at, ends_at)
      values (${route}, ${team}, '{}', 'car', 480, 1020)
      returning id`);
  const shifts = { here: await shift(given.here), there: await shift(given.there) };
  const stop = (of: number, position: number, at: StopPlace) =>
    insertStop(sql, { route, shift: of, by, position }, at);
  const stops = {
    here: await stop(shifts.here, 0, { point: seeded.here.pointId }),
    business: await stop(shifts.here, 1, { business }),
    there: await stop(shifts.there, 0, { point: seeded.there.pointId }),
  };
  await sql`
    insert into route_edit (route_id, version, made_by, made_at, operations, subjects, before, after)
    values (${route}, 2, ${by}, ${NOW}, '[]', '{}', '[]', '[]')`;
  await sql`
    insert into route_draw (route_id, seed, pool, drawn, made_by, made_at)
    values (${route}, 1, ${[seeded.here.pointId, -business]}::int[], ${[-business]}::int[], ${by}, ${NOW})`;
  await sql`
    insert into route_version (route_id, version, plan, published_by, published_at)
    values (${route}, 1, '{}', ${by}, ${NOW})`;
  if (published !== null) await insertPublication(sql, route, shifts, stops);
  await sql`
    insert into route_presence (route_id, account_id, seen_at) values (${route}, ${by}, ${NOW})`;
  await insertRecurrence(sql, route, by);
  return { route, shifts, stops };
}

type StopPlace = { point?: number; business?: number };

/** A stop that was done, with its result. @returns its id */
async function insertStop(
  sql: TransactionSql,
  { route, shift, by, position }: { route: number; shift: number; by: string; position: number },
  at: StopPlace,
): Promise<number> {
  const id = await idOf(sql<{ id: number }[]>`
    insert into stop (
      route_id, shift_id, position, point_id, inspection_object_id, label, place,
      service_minutes, state, added_by, added_at
    ) values (
      ${route}, ${shift}, ${position}, ${at.point ?? null}, ${at.business ?? null}, 'Nơi thử',
      st_setsrid(st_makepoint(105.1, 21), 4326), 20, 'done', ${by}, ${NOW}
    )
    returning id`);
  await sql`
    insert into stop_result (id, stop_id, route_id, finished_at, result, recorded_by, recorded_at)
    values (${randomUUID()}, ${id}, ${route}, ${NOW}, 'no_sign', ${by}, ${NOW})`;
  return id;
}

/** The route of one day of a route that comes back every week. */
async function insertRecurrence(sql: TransactionSql, route: number, by: string): Promise<void> {
  await sql`
    with recurrence as (
      insert into route_recurrence (
        title, kind, unannounced, weekdays, from_on, days_ahead, shifts, stops, communes, kept_by,
        changed_at
      ) values (
        'Tuyến tuần', 'regular', false, '{1}', '2026-03-02', 7, '[]', 5, '{}', ${by}, ${NOW}
      )
      returning id
    )
    insert into route_recurrence_day (
      recurrence_id, on_date, outcome, route_id, version, tried_at
    )
    select id, '2026-03-02', 'made', ${route}, 1, ${NOW} from recurrence`;
}

/** Publishes the stops, each for the team that has it. */
async function insertPublication(
  sql: TransactionSql,
  route: number,
  shifts: SeededRoute['shifts'],
  stops: SeededRoute['stops'],
): Promise<void> {
  for (const shift of Object.values(shifts)) {
    await sql`
      insert into published_shift (
        route_id, version, shift_id, vehicle, starts_at, ends_at, plan, basis
      ) values (${route}, 1, ${shift}, 'car', 480, 1020, '{}', '[]')`;
  }
  await sql`
    insert into published_stop (
      route_id, version, stop_id, shift_id, position, planned_start, service_minutes
    )
    select route_id, 1, id, shift_id, position, 30000, service_minutes
    from stop
    where id = any(${Object.values(stops)}::int[])`;
}
