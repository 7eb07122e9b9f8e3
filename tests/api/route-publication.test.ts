import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import type { FieldRoute, FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import { problemsIn } from '#server/features/routes/rules.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  edited,
  okJson,
  orderIn,
  publish,
  record,
  resultAt,
  SHIFT,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let test: PreparedRoutes['test'];
let planner: TestClient;
let inspector: TestClient;
let other: TestClient;
let published: PreparedRoutes['published'];
let arranged: PreparedRoutes['arranged'];

beforeAll(async () => {
  ({ test, planner, inspector, other, published, arranged } = await prepareRoutes(200));
});
beforeEach(() => test.clock.set(TEST_NOW));
afterAll(() => test.close());
/** Before the teams set out: nothing is behind them, and no time of the day has passed. */
const early = () => test.clock.set('2026-11-24T00:30:00.000Z');

async function own(client: TestClient, routeId: number): Promise<FieldRoute> {
  const found = (await takenAlong(client)).items.find((route) => route.routeId === routeId);
  if (found === undefined) throw new Error('the team does not have the route');
  return found;
}

const seenBy = async (client: TestClient, routeId: number) =>
  (await own(client, routeId)).stops.map(({ id, plannedStart }) => [id, plannedStart]);

const read = (client: TestClient, routeId: number, query = '') =>
  okJson<RouteDetail>(client.get(`/api/routes/${routeId}${query}`));

/** Moves the last stop of the second team to the head of the first, without publishing it. */
async function draftMove(route: RouteDetail) {
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const stopId = orderIn(route, two).at(-1) ?? 0;
  const [first = null] = orderIn(route, one);
  const draft = await edited(planner, route, { kind: 'move', stopId, shiftId: one, before: first });
  return { draft, stopId, one, two };
}

it('publishing what has not changed makes no version and tells nobody', async () => {
  const route = await published();
  const before = await own(inspector, route.id);
  const notices = async () =>
    (await okJson<NoticeList>(inspector.get('/api/me/notices'))).items.length;
  const told = await notices();
  test.clock.set('2026-11-24T03:10:00.000Z');
  const again = await publish(planner, await read(planner, route.id));
  expect(again).toMatchObject({
    version: route.version,
    publishedVersion: route.publishedVersion,
    publishedAt: route.publishedAt,
  });
  expect((await own(inspector, route.id)).publication).toEqual(before.publication);
  expect(await notices()).toBe(told);
});

describe('a change that is not published', () => {
  it('is shown on no phone, to no other reader and in no file', async () => {
    const route = await published();
    const [mine, theirs] = [await seenBy(inspector, route.id), await seenBy(other, route.id)];
    const before = await (await planner.get(`/api/routes/${route.id}.geojson`)).json();
    const { draft, stopId, one } = await draftMove(route);
    expect(orderIn(draft, one)[0]).toBe(stopId);
    expect(await seenBy(inspector, route.id)).toEqual(mine);
    expect(await seenBy(other, route.id)).toEqual(theirs);
    const inspectorsOwn = await read(inspector, route.id);
    expect(inspectorsOwn.stops.map(({ id }) => id)).toEqual(mine.map(([id]) => id));
    const pointId = route.stops.find(({ id }) => id === stopId)?.pointId;
    await expectProblem(await inspector.get(`/api/points/${pointId}`), 'point.not_found');
    expect((await other.get(`/api/points/${pointId}`)).status).toBe(200);
    const analyst = await test.as('analyst');
    expect(orderIn(await read(analyst, route.id), one)).toEqual(orderIn(route, one));
    const after = await (await planner.get(`/api/routes/${route.id}.geojson`)).json();
    expect(after.features).toEqual(before.features);
    expect(after.properties.watermark).toContain('bản đã giao lúc 10:00 24/11/2026');
    expect(orderIn(await read(planner, route.id, '?view=published'), one)).toEqual(
      orderIn(route, one),
    );
  });

  it('is shown to the planner as not yet told to the teams', async () => {
    early();
    const route = await published();
    expect(route.unpublished).toEqual([]);
    const { draft, stopId, one, two } = await draftMove(route);
    const of = (shiftId: number) =>
      draft.unpublished.find((changed) => changed.shiftId === shiftId)?.changes ?? [];
    expect(of(one)).toContainEqual(expect.objectContaining({ kind: 'added', stopId }));
    expect(of(two)).toEqual([expect.objectContaining({ kind: 'removed', stopId })]);
    const differs = async () =>
      (await okJson<RouteList>(planner.get('/api/routes'))).items.find(({ id }) => id === route.id)
        ?.draftDiffers;
    expect(await differs()).toBe(true);
    const undone = await edited(planner, draft, {
      kind: 'restore',
      version: draft.undo ?? 0,
      side: 'before',
    });
    expect(undone.unpublished).toEqual([]);
    expect(await differs()).toBe(false);
  });

  it('takes no result away from the team that was given the stop', async () => {
    const route = await published();
    const { stopId, two } = await draftMove(route);
    await expectProblem(await record(inspector, route, resultAt(stopId)), 'route.stop_unknown');
    await okJson(record(other, route, resultAt(stopId)));
    const after = await read(planner, route.id);
    expect(after.stops.find(({ id }) => id === stopId)).toMatchObject({
      shiftId: two,
      state: 'done',
    });
    const taken = await published();
    const [first = 0] = orderIn(taken, taken.shifts[0]?.id ?? 0);
    await edited(planner, taken, { kind: 'remove', stopIds: [first] });
    await okJson(record(inspector, taken, resultAt(first)));
    const outcome = await okJson<RouteOutcome>(planner.get(`/api/routes/${taken.id}/outcome`));
    expect(outcome.all).toMatchObject({ planned: 6, visited: 1 });
  });

  it('of hours stays with the planner as well', async () => {
    const route = await published();
    const [one = 0] = route.shifts.map(({ id }) => id);
    const draft = await edited(planner, route, {
      kind: 'shift',
      shiftId: one,
      shift: { ...SHIFT, startsAt: 600 },
    });
    expect(draft.shifts[0]?.startsAt).toBe(600);
    expect((await own(inspector, route.id)).shift.startsAt).toBe(SHIFT.startsAt);
    const told = await publish(planner, draft);
    expect(told.unpublished).toEqual([]);
    const { shift, publication } = await own(inspector, route.id);
    expect(shift.startsAt).toBe(600);
    expect(publication.changes[0]).toMatchObject({ kind: 'shift', stopId: null });
  });
});

describe('broken rules', () => {
  it('are published only where somebody has accepted all of them', async () => {
    const route = await arranged(6);
    const [first = 0] = route.stops.map(({ id }) => id);
    // From six to seven: hours in which no team is at work.
    const broken = await edited(planner, route, {
      kind: 'describe',
      stopId: first,
      details: { window: { from: 360, to: 420 } },
    });
    const count = problemsIn(broken.plan.shifts);
    expect(count).toBeGreaterThan(0);
    const random = { randomShareReason: 'Thử ràng buộc' };
    const attempt = (acceptedProblems: number) =>
      planner.post(`/api/routes/${route.id}/publish`, {
        version: broken.version,
        acceptedProblems,
        ...random,
      });
    await expectProblem(await attempt(count - 1), 'route.problems_not_accepted');
    await okJson(await attempt(count));
  });
});

describe('a later publication', () => {
  it('tells each team its own changes and no others', async () => {
    early();
    const route = await published();
    expect((await own(inspector, route.id)).publication.changes).toEqual([]);
    const { draft, stopId } = await draftMove(route);
    const again = await publish(planner, draft);
    const [mine, theirs] = [await own(inspector, route.id), await own(other, route.id)];
    expect(mine.publication.version).toBe(again.publishedVersion);
    expect(mine.stops[0]?.id).toBe(stopId);
    const name = route.stops.find(({ id }) => id === stopId)?.name;
    expect(mine.publication.changes[0]).toMatchObject({ kind: 'added', stopId, name });
    expect(mine.publication.changes.slice(1).every(({ kind }) => kind === 'retimed')).toBe(true);
    expect(theirs.publication.changes).toEqual([
      // The second team no longer sees the place, so its name is left out.
      expect.objectContaining({ kind: 'removed', stopId, name: null }),
    ]);
  });

  it('gives the stops that a finished team left over to the team that the draft chose', async () => {
    const route = await published();
    const { stopId, one, two } = await draftMove(route);
    await okJson<FieldRouteList>(other.post(`/api/routes/${route.id}/finish`, { shiftId: two }));
    await publish(planner, await read(planner, route.id));
    expect((await own(inspector, route.id)).stops.find(({ id }) => id === stopId)).toMatchObject({
      state: 'planned',
    });
    const left = await read(planner, route.id);
    expect(orderIn(left, one)).toContain(stopId);
    // What stays with the team that is back is not opened again.
    const over = left.stops.filter(({ shiftId }) => shiftId === two);
    expect(over.length).toBeGreaterThan(0);
    expect(new Set(over.map(({ state }) => state))).toEqual(new Set(['carried']));
  });
});

describe('a published plan', () => {
  it('is never computed again, whatever roads are imported later, also when the day is done', async () => {
    const route = await published();
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const plan = route.plan;
    // All ways take twice as long now, so any plan computed again has other times.
    await test.database.sql`
      update setting set value = jsonb_set(value, '{factor}', '3') where key = 'travel.straight'`;
    const fresh = (await draftMove(route)).draft;
    expect(fresh.plan.shifts[0]?.metres).toBeGreaterThan(1.5 * (plan.shifts[0]?.metres ?? 0));
    await edited(planner, fresh, { kind: 'restore', version: fresh.undo ?? 0, side: 'before' });
    expect((await read(planner, route.id)).plan).toEqual(plan);
    for (const [client, shiftId] of [
      [inspector, one],
      [other, two],
    ] as const) {
      await okJson(client.post(`/api/routes/${route.id}/finish`, { shiftId }));
    }
    const done = await read(planner, route.id);
    expect(done.state).toBe('done');
    expect(done.plan).toEqual(plan);
  });
});

describe('notices of routes', () => {
  const noticesOf = async (client: TestClient): Promise<NoticeList['items']> =>
    (await okJson<NoticeList>(client.get('/api/me/notices'))).items;

  it('a publication is told to its teams, the next one only to the team whose day has changed', async () => {
    const route = await published();
    for (const client of [inspector, other]) {
      const [first] = await noticesOf(client);
      expect(first).toMatchObject({
        kind: 'route_published',
        targetId: route.id,
        onDate: route.onDate,
        code: null,
      });
    }
    const [one = 0] = route.shifts.map(({ id }) => id);
    const shift = { ...SHIFT, startsAt: 600 };
    const draft = await edited(planner, route, { kind: 'shift', shiftId: one, shift });
    await publish(planner, draft);
    expect((await noticesOf(inspector))[0]?.kind).toBe('route_changed');
    expect((await noticesOf(other))[0]?.kind).toBe('route_published');
    expect(await noticesOf(planner)).toEqual([]);
  });
});
