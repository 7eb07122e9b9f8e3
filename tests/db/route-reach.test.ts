import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Person } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { seedTwoCommunes, type TwoCommunes } from '#tests/support/database/two-communes.ts';
import { type SeededRoute, seedTwoRoutes } from '#tests/support/routes/two-routes.ts';

const NOW = '2026-03-02T02:00:00.000Z';
/** Column that identifies the rows of each table. */
const NUMBER_OF = {
  route: 'id',
  route_shift: 'id',
  stop: 'id',
  stop_result: 'stop_id',
  inspection_object: 'id',
  published_shift: 'shift_id',
  published_stop: 'stop_id',
  route_edit: 'route_id',
  route_draw: 'route_id',
  route_version: 'route_id',
  route_presence: 'route_id',
  shift_template: 'team_id',
  route_recurrence: 'id',
  route_recurrence_day: 'recurrence_id',
} as const;
const FOR_PLANNERS = [
  'route_edit',
  'route_draw',
  'route_version',
  'route_presence',
  'shift_template',
  'route_recurrence',
  'route_recurrence_day',
] as const;

let database: Database;
let seeded: TwoCommunes;
let planner: Person;
let mate: Person;
let business: number;
let open: SeededRoute;
let secret: SeededRoute;
let draft: SeededRoute;

beforeAll(async () => {
  database = await openTestDatabase();
  seeded = await seedTwoCommunes(database);
  ({ planner, mate, business, open, secret, draft } = await seedTwoRoutes(database, seeded));
});
afterAll(() => database.close());

type Reader = Parameters<typeof asActor>[1];

/** Reads what a reader sees of a table, like a query that forgot its condition. */
async function seen(reader: Reader, table: keyof typeof NUMBER_OF): Promise<number[]> {
  const rows = await asActor(
    database,
    reader,
    (sql) => sql<{ id: number }[]>`select ${sql(NUMBER_OF[table])} as id from ${sql(table)}`,
  );
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
}

async function expectSeen(
  reader: Reader,
  expected: { routes: SeededRoute[]; shifts: number[]; stops: number[] },
): Promise<void> {
  const sorted = (ids: number[]) => ids.toSorted((a, b) => a - b);
  expect(await seen(reader, 'route')).toEqual(sorted(expected.routes.map(({ route }) => route)));
  expect(await seen(reader, 'route_shift')).toEqual(sorted(expected.shifts));
  expect(await seen(reader, 'stop')).toEqual(sorted(expected.stops));
  expect(await seen(reader, 'stop_result')).toEqual(sorted(expected.stops));
}

const shiftsOf = (...made: SeededRoute[]) =>
  made.flatMap(({ shifts }) => [shifts.here, shifts.there]);
const stopsOf = (...made: SeededRoute[]) => made.flatMap(({ stops }) => Object.values(stops));
const nobody = (role: 'admin' | 'auditor', reach: 'none' | 'log'): Reader => ({
  accountId: '',
  role,
  reach,
  communeIds: [],
});

describe('routes without a condition of the application', () => {
  it('are all there for a planner, drafts and draws among them', async () => {
    const all = [open, secret, draft];
    await expectSeen(planner, { routes: all, shifts: shiftsOf(...all), stops: stopsOf(...all) });
    for (const table of FOR_PLANNERS) expect(await seen(planner, table)).not.toEqual([]);
  });

  it('show an inspector the own part of what is published, announced or not', async () => {
    const own = ({ stops }: SeededRoute) => [stops.here ?? 0, stops.business ?? 0];
    await expectSeen(seeded.inspector, {
      routes: [open, secret],
      shifts: [open.shifts.here, secret.shifts.here],
      stops: [...own(open), ...own(secret)],
    });
    await expectSeen(mate, {
      routes: [open, secret],
      shifts: [open.shifts.there, secret.shifts.there],
      stops: [open.stops.there ?? 0, secret.stops.there ?? 0],
    });
  });

  it('show a commune the stops on its own ground, of what is announced or done', async () => {
    const { leader, there } = seeded;
    const here = [open.stops.here ?? 0, open.stops.business ?? 0];
    await expectSeen(leader, { routes: [open], shifts: shiftsOf(open), stops: here });
    const far = { ...leader, communeIds: [there.communeId] };
    const stops = [open.stops.there ?? 0];
    await expectSeen(far, { routes: [open], shifts: shiftsOf(open), stops });
    await expectSeen({ ...leader, communeIds: [] }, { routes: [], shifts: [], stops: [] });
  });

  it('show the city what is announced or done, and what was not announced once it is done', async () => {
    const announced = { routes: [open], shifts: shiftsOf(open), stops: stopsOf(open) };
    await expectSeen(seeded.analyst, announced);
    await asSystem(
      database,
      (sql) => sql`update route set state = 'done' where id = ${secret.route}`,
    );
    const both = [open, secret];
    await expectSeen(seeded.analyst, {
      routes: both,
      shifts: shiftsOf(...both),
      stops: stopsOf(...both),
    });
    await asSystem(
      database,
      (sql) => sql`update route set state = 'published' where id = ${secret.route}`,
    );
  });

  it('are nothing to administrators, auditors and anybody else', async () => {
    const nothing = { routes: [], shifts: [], stops: [] };
    await expectSeen(nobody('admin', 'none'), nothing);
    await expectSeen(nobody('auditor', 'log'), nothing);
  });

  it.each(FOR_PLANNERS)('keep %s from everybody but planners', async (table) => {
    for (const reader of [seeded.analyst, seeded.leader, seeded.inspector, mate]) {
      expect(await seen(reader, table)).toEqual([]);
    }
  });

  it('stay as published for everybody but planners while a draft moves or takes out a stop', async () => {
    const { here = 0, there = 0 } = open.stops;
    await asSystem(
      database,
      (sql) => sql`
        update stop set shift_id = ${open.shifts.there}, removed = true where id = ${here}`,
    );
    expect(await seen(seeded.inspector, 'stop')).toContain(here);
    expect(await seen(mate, 'stop')).not.toContain(here);
    expect(await seen(seeded.inspector, 'inspection_object')).toEqual([business]);
    const rows = await asActor(
      database,
      seeded.inspector,
      (sql) => sql<{ id: number }[]>`select id from point where id = ${seeded.here.pointId}`,
    );
    expect(rows).toHaveLength(1);
    expect(await seen(planner, 'stop')).toContain(there);
    await asSystem(
      database,
      (sql) => sql`
        update stop set shift_id = ${open.shifts.here}, removed = false where id = ${here}`,
    );
  });

  it('give an inspector the businesses of the own routes and no other', async () => {
    expect(await seen(seeded.inspector, 'inspection_object')).toEqual([business]);
    expect(await seen(mate, 'inspection_object')).toEqual([]);
    expect(await seen(planner, 'inspection_object')).toEqual([business]);
  });
});

describe('writing to routes beyond the own part', () => {
  it('changes no row of another team, and none at all in the name of a commune', async () => {
    const tried = async (reader: Reader) => {
      const counts: number[] = [];
      for (const table of ['route_shift', 'stop']) {
        const rows = await asActor(database, reader, (sql) =>
          table === 'stop'
            ? sql`update stop set position = position where true returning id`
            : sql`update route_shift set ends_at = ends_at where true returning id`,
        );
        counts.push(rows.length);
      }
      return counts;
    };
    expect(await tried(mate)).toEqual([2, 2]);
    expect(await tried(seeded.leader)).toEqual([0, 0]);
    expect(await tried(seeded.analyst)).toEqual([0, 0]);
  });

  it('adds no planned stop, no business and no result for another team', async () => {
    const insert = (reader: Reader, unplanned: boolean, objectId: number | null) =>
      asActor(
        database,
        reader,
        (sql) => sql`
          insert into stop (
            route_id, shift_id, position, label, inspection_object_id, place, unplanned,
            unplanned_key, service_minutes, added_by, added_at
          ) values (
            ${open.route}, ${open.shifts.here}, 9, 'Thêm', ${objectId},
            st_setsrid(st_makepoint(105.1, 21), 4326), ${unplanned},
            ${unplanned ? randomUUID() : null}, 15, ${reader.accountId}, ${NOW}
          )`,
      );
    const refused = { code: '42501' };
    await expect(insert(seeded.inspector, false, null)).rejects.toMatchObject(refused);
    await expect(insert(seeded.inspector, true, business)).rejects.toMatchObject(refused);
    await expect(insert(mate, true, null)).rejects.toMatchObject(refused);
    await insert(seeded.inspector, true, null);
    await expect(
      asActor(
        database,
        mate,
        (sql) => sql`
          insert into stop_result (
            id, stop_id, route_id, finished_at, result, recorded_by, recorded_at
          ) values (
            ${randomUUID()}, ${open.stops.here ?? 0}, ${open.route}, ${NOW}, 'no_sign',
            ${mate.accountId}, ${NOW}
          )`,
      ),
    ).rejects.toMatchObject(refused);
  });

  it('gives a message to the team it was sent to and to planners, who send it in their own name', async () => {
    const send = (reader: Reader, sentBy: string) =>
      asActor(
        database,
        reader,
        (sql) => sql`
          insert into route_message (shift_id, body, sent_by, sent_at)
          values (${open.shifts.here}, 'Đường ngập.', ${sentBy}, ${NOW})`,
      );
    const refused = { code: '42501' };
    await expect(send(planner, mate.accountId)).rejects.toMatchObject(refused);
    await expect(send(mate, mate.accountId)).rejects.toMatchObject(refused);
    await send(planner, planner.accountId);
    const messages = async (reader: Reader) =>
      (await asActor(database, reader, (sql) => sql`select id from route_message`)).length;
    const { inspector, leader, analyst } = seeded;
    const counts = await Promise.all([planner, inspector, mate, leader, analyst].map(messages));
    expect(counts).toEqual([1, 1, 0, 0, 0]);
  });

  it('names at most one place for a stop', async () => {
    await expect(
      asSystem(
        database,
        (sql) => sql`
          update stop set inspection_object_id = ${business} where id = ${open.stops.there ?? 0}`,
      ),
    ).rejects.toMatchObject({ constraint_name: 'stop_is_at_one_place' });
  });

  it.each(['delete from stop', 'delete from route', 'update stop_result set note = null'])(
    'has no right to "%s", whoever asks',
    async (statement) => {
      await expect(
        asActor(database, planner, (sql) => sql.unsafe(statement)),
      ).rejects.toMatchObject({ code: '42501' });
    },
  );
});
