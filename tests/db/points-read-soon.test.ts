import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { Database } from '#server/db/client.ts';
import { createPointEngine } from '#server/live-engine/create-point-engine.ts';
import type { PointEngine } from '#server/live-engine/point-engine.ts';
import { active, type People, people, proposed } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const CITY = { accountId: 'reader', role: 'analyst', reach: 'city', communeIds: [] };

let test: TestApp;
let by: People;
let engine: PointEngine;
/** Number of readings that are to fail. */
let failures = 0;
let notRead: unknown[];

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

beforeEach(async () => {
  failures = 0;
  notRead = [];
  const { clock } = test.deps;
  const database = failing(test.deps.database);
  engine = createPointEngine({ database, clock, run: 'test', notRead: (why) => notRead.push(why) });
  await engine.load();
});

/** A database of which readings at once fail as often as they are told to. */
function failing(database: Database): Database {
  const atOnce: Database['sql']['atOnce'] = (mode, work) => {
    failures -= 1;
    return failures >= 0 ? Promise.reject(new Error('away')) : database.sql.atOnce(mode, work);
  };
  const sql = new Proxy(database.sql, {
    get: (target, name) => (name === 'atOnce' ? atOnce : Reflect.get(target, name)),
  });
  return { ...database, sql };
}

const points = () => engine.count(CITY as unknown as Actor, {}).total;

it('who reads waits for what was written before, and its writer does not', async () => {
  const before = points();
  const { id } = await active(by);
  await engine.refreshSoon([id]);
  expect(points()).toBe(before);
  await engine.settled();
  expect(points()).toBe(before + 1);
  expect(engine.settled()).toBeUndefined();
});

it('points whose reading failed are read from the log of changes', async () => {
  const before = points();
  const { id } = await active(by);
  failures = 1;
  await engine.refreshSoon([id]);
  await engine.settled();
  expect(points()).toBe(before + 1);
  expect(notRead).toEqual([]);
});

it('points that cannot be read at all are told of, and come with the next look at the log', async () => {
  const before = points();
  const { id } = await proposed(by);
  failures = 2;
  await engine.refreshSoon([id]);
  await engine.settled();
  expect(notRead).toEqual([new Error('away')]);
  expect(points()).toBe(before);
  await engine.catchUp();
  expect(points()).toBe(before + 1);
});
