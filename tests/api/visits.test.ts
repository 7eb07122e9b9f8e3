import { afterAll, beforeAll, expect, it } from 'vitest';

import { civilDate } from '#server/contract/civil-day.ts';
import { addDays, beginningOf } from '#server/contract/time.ts';
import type { RecordPresence, VisitChanges } from '#server/contract/visit.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { businessActs } from '#tests/support/inspections/business-acts.ts';
import { active, okPoint, people, type People } from '#tests/support/points/register-acts.ts';
import { signalActs } from '#tests/support/signals/signal-acts.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let acts: ReturnType<typeof signalActs>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  acts = signalActs(by);
});
afterAll(() => test.close());

async function changes(client: TestClient): Promise<VisitChanges> {
  const response = await client.get('/api/me/changes');
  expect(response.status).toBe(200);
  return (await response.json()) as VisitChanges;
}
function later(minutes: number): string {
  const instant = new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString();
  test.clock.set(instant);
  return instant;
}

it('says nothing on the first visit, and afterwards what came since the one before', async () => {
  expect(await changes(by.analyst)).toMatchObject({ since: null });
  const first = test.clock.now();
  later(10);
  await acts.suspected();
  // Within the half hour it is still the first visit.
  expect(await changes(by.analyst)).toMatchObject({ since: null });
  const ended = test.clock.now();
  expect(ended > first).toBe(true);
  later(60);
  const { signal } = await acts.suspected();
  const news = await changes(by.analyst);
  expect(news).toEqual({
    since: ended,
    counts: { recurred: 0, suspected: 1, refused: 0, overdue: 0, proposed: 0 },
    points: {
      recurred: [],
      suspected: [expect.any(Number)],
      refused: [],
      overdue: [],
      proposed: [],
    },
  });
  const list = await by.analyst.get(`/api/points?ids=${news.points.suspected.join()}`);
  expect(await list.json()).toMatchObject({ total: 1 });
  await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
  // What was decided is no suspicion any more, and the same visit still counts from the same time.
  expect(await changes(by.analyst)).toMatchObject({
    since: ended,
    counts: { recurred: 1, suspected: 0 },
  });
});

it('counts from the beginning of any day that is asked for, also on a first visit', async () => {
  const { signal } = await acts.suspected();
  const today = civilDate(test.clock.now());
  const since = async (day: string) => {
    const response = await by.planner.get(`/api/me/changes?since=${day}`);
    expect(response.status).toBe(200);
    return (await response.json()) as VisitChanges;
  };
  expect(await since(today)).toMatchObject({ since: beginningOf(today) });
  expect((await since(today)).counts.suspected).toBeGreaterThan(0);
  expect((await since(addDays(today, 1))).counts.suspected).toBe(0);
  await okPoint(await acts.decide(by.analyst, signal, 'reject'));
  await expectProblem(await by.planner.get('/api/me/changes?since=soon'), 'request.invalid');
});

it('counts for each reader from their own last visit', async () => {
  expect(await changes(by.coordinator)).toMatchObject({ since: null });
});

it('lasts while its reader comes back within half an hour', async () => {
  const visit = () => changes(by.coordinator);
  await visit();
  const { since } = await visit();
  later(30);
  expect(await visit()).toMatchObject({ since });
  const ended = test.clock.now();
  later(31);
  expect(await visit()).toMatchObject({ since: ended });
});

it('tells who else has a record open, and since when, for as long as their page tells it', async () => {
  const { id } = await active(by);
  const path = `/api/points/${id}/presence`;
  const others = async (client: TestClient) => {
    const response = await client.post(path, {});
    expect(response.status).toBe(200);
    return ((await response.json()) as RecordPresence).others;
  };
  expect(await others(by.analyst)).toEqual([]);
  const opened = test.clock.now();
  later(0.5);
  expect(await others(by.leader)).toEqual([{ name: 'Tài khoản thử analyst', since: opened }]);
  await others(by.analyst);
  later(0.5);
  expect(await others(by.leader)).toMatchObject([{ since: opened }]);
  later(1);
  expect(await others(by.leader)).toEqual([]);
  const again = test.clock.now();
  later(0.1);
  await others(by.analyst);
  // Whoever comes back has it open since then.
  expect(await others(by.coordinator)).toEqual([
    { name: 'Tài khoản thử leader', since: expect.any(String) },
    { name: 'Tài khoản thử analyst', since: test.clock.now() },
  ]);
  expect(again < test.clock.now()).toBe(true);
});

it.each([
  ['a point', 'points', 'point.not_found', async () => (await active(by)).id],
  ['a tip', 'tips', 'tip.not_found', async () => (await receive(by.analyst)).id],
  [
    'a business',
    'inspection-objects',
    'inspection_object.not_found',
    async () => (await businessActs(() => by.planner).add()).id,
  ],
] as const)(
  'tells of %s within reach who has it open, and of none beyond',
  async (_, records, notFound, make) => {
    const path = `/api/${records}/${await make()}/presence`;
    const others = async (client: TestClient) =>
      (await (await client.post(path, {})).json()) as RecordPresence;
    expect(await others(by.coordinator)).toEqual({ others: [] });
    expect(await others(by.leader)).toMatchObject({
      others: [{ name: 'Tài khoản thử coordinator' }],
    });
    await expectProblem(await by.otherLeader.post(path, {}), notFound);
  },
);

it('is for those who see points', async () => {
  await expectProblem(await test.anonymous.get('/api/me/changes'), 'session.missing');
  const admin = await test.as('admin');
  await expectProblem(await admin.get('/api/me/changes'), 'permission.denied');
});
