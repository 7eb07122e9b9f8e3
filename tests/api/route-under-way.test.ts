import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { FieldRoute } from '#server/contract/route-result.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import {
  edited,
  okJson,
  optimised,
  orderIn,
  publish,
  record,
  resultAt,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

const at = (clock: string) => `2026-11-24T${clock}:00.000+07:00`;
const seconds = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 3_600 + minutes * 60;
};

let test: PreparedRoutes['test'];
let planner: TestClient;
let inspector: TestClient;
let other: TestClient;
let published: PreparedRoutes['published'];

beforeAll(async () => {
  ({ test, planner, inspector, other, published } = await prepareRoutes(200));
});
beforeEach(() => test.clock.set(new Date(at('07:00')).toISOString()));
afterAll(() => test.close());

const read = (routeId: number) => okJson<RouteDetail>(planner.get(`/api/routes/${routeId}`));
const startsOf = (route: RouteDetail, shiftId: number) =>
  route.plan.shifts.find((plan) => plan.shiftId === shiftId)?.stops ?? [];
async function own(client: TestClient, routeId: number): Promise<FieldRoute> {
  const found = (await takenAlong(client)).items.find((route) => route.routeId === routeId);
  if (found === undefined) throw new Error('the team does not have the route');
  return found;
}

/** A route of six stops, ten o'clock, the first stop of the first team done at half past eight. */
async function midMorning() {
  const route = await published();
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const [first = 0] = orderIn(route, one);
  test.clock.set(new Date(at('10:00')).toISOString());
  await okJson(
    record(inspector, route, {
      ...resultAt(first),
      arrivedAt: new Date(at('08:10')).toISOString(),
      finishedAt: new Date(at('08:30')).toISOString(),
    }),
  );
  return { route: await read(route.id), one, two, first };
}

async function searched(route: RouteDetail): Promise<OptimiseProgress> {
  const last = (await optimised(planner, { routeId: route.id, seed: 1 })).at(-1);
  if (last === undefined) throw new Error('nothing was told');
  return last;
}

describe('a route on its day', () => {
  it('is as published while nobody changes it, however late its teams are', async () => {
    const { route } = await midMorning();
    expect(route).toMatchObject({ underWay: true, unpublished: [] });
  });

  it('plans what remains from now and from the latest result, and keeps what is done', async () => {
    const { route, one, two, first } = await midMorning();
    const before = startsOf(route, one);
    const moved = orderIn(route, two).at(-1) ?? 0;
    const draft = await edited(planner, route, {
      kind: 'move',
      stopId: moved,
      shiftId: one,
      before: null,
    });
    const [done, ...rest] = startsOf(draft, one);
    expect(done).toMatchObject({ stopId: first, start: before[0]?.start });
    expect(rest).toHaveLength(3);
    for (const stop of rest) expect(stop.start).toBeGreaterThanOrEqual(seconds('10:00'));
    // On the road from the place of the result, not from where the day began.
    expect(rest[0]?.arrival).toBe(seconds('10:00') + (rest[0]?.legSeconds ?? 0));
    await publish(planner, draft);
    const phone = await own(inspector, route.id);
    expect(phone.stops.map(({ id }) => id)).toEqual([first, ...rest.map(({ stopId }) => stopId)]);
    expect(phone.stops[0]).toMatchObject({
      state: 'done',
      plannedStart: Math.round(before[0]?.start ?? 0),
    });
    const kinds = phone.publication.changes.map(({ kind, stopId }) => [kind, stopId]);
    expect(kinds).toContainEqual(['added', moved]);
    expect(kinds).not.toContainEqual(['retimed', first]);
    const theirs = (await own(other, route.id)).publication.changes;
    expect(theirs).toContainEqual(expect.objectContaining({ kind: 'removed', stopId: moved }));
  });

  it('leaves the published times of a team alone that a change does not touch', async () => {
    const { route, one, two } = await midMorning();
    const [, second = 0, third = 0] = orderIn(route, one);
    const draft = await edited(planner, route, {
      kind: 'move',
      stopId: third,
      shiftId: one,
      before: second,
    });
    expect(startsOf(draft, two)).toEqual(startsOf(route, two));
    expect(draft.unpublished.map(({ shiftId }) => shiftId)).toEqual([one]);
  });

  it('gives the search what remains alone, and nothing to a team that is back', async () => {
    const { route, one, two, first } = await midMorning();
    const open = route.stops.flatMap(({ id }) => (id === first ? [] : [id]));
    const found = await searched(route);
    expect(new Set(found.orders.flatMap(({ stopIds }) => stopIds))).toEqual(new Set(open));
    const [drop = 0] = orderIn(route, one).slice(1);
    await okJson(other.post(`/api/routes/${route.id}/finish`, { shiftId: two }));
    const later = await searched(await read(route.id));
    expect(later.orders.map(({ shiftId }) => shiftId)).toEqual([one, null]);
    expect(later.orders[0]?.stopIds).toContain(drop);
  });

  it('holds a place in the order also when stops before it are done', async () => {
    const { route, one } = await midMorning();
    const third = orderIn(route, one)[2] ?? 0;
    const locked = await edited(planner, route, {
      kind: 'lock',
      stopId: third,
      team: true,
      position: true,
    });
    const found = await searched(locked);
    expect(found.orders.find(({ shiftId }) => shiftId === one)?.stopIds[1]).toBe(third);
  });
});
