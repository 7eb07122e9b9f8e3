import { afterAll, beforeAll, expect, it } from 'vitest';

import type { RouteDetail, StopState } from '#server/contract/route.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  edited,
  okJson,
  optimised,
  orderIn,
  publish,
  record,
  restored,
  resultAt,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';

let ground: PreparedRoutes;

beforeAll(async () => {
  ground = await prepareRoutes(300);
  // In the morning: late in the day nothing more can be given to a team.
  ground.test.clock.set('2026-11-24T03:00:00.000Z');
});
afterAll(() => ground.test.close());

const stateOf = (route: RouteDetail, id: number): StopState | undefined =>
  route.stops.find((stop) => stop.id === id)?.state;

it('a team marked absent on a live route gives up its open stops; the others keep theirs and take these', async () => {
  const { inspector, planner, published } = ground;
  const route = await published(8);
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const [looked = 0, ...open] = orderIn(route, one);
  await okJson(record(inspector, route, resultAt(looked)));
  const kept = orderIn(route, two);

  const without = await edited(planner, route, { kind: 'absence', shiftId: one, absent: true });
  expect(without.shifts.map(({ absent }) => absent)).toEqual([true, false]);
  expect(orderIn(without, one)).toEqual([looked]);
  expect(stateOf(without, looked)).toBe('done');
  expect(orderIn(without, null)).toEqual(open);
  expect(without.plan.dropped.map(({ shiftId }) => shiftId)).not.toContain(one);

  const found = await optimised(planner, { routeId: without.id, scope: { kind: 'fit_new' } });
  const { phase, orders = [] } = found.at(-1) ?? {};
  expect(phase).toBe('done');
  expect(orders.map(({ shiftId }) => shiftId)).toEqual([two, null]);
  const again = await edited(planner, without, { kind: 'arrange', orders });
  expect(orderIn(again, one)).toEqual([looked]);
  expect(orderIn(again, two).filter((id) => kept.includes(id))).toEqual(kept);
  expect(again.stops.filter(({ shiftId }) => shiftId === two).length).toBeGreaterThan(kept.length);
  await publish(planner, again, { randomShareReason: 'Chỉ thử nghiệm' });
  const { items } = await takenAlong(inspector);
  const mine = items.find(({ routeId }) => routeId === route.id);
  expect(mine?.stops.map(({ id }) => id) ?? [looked]).toEqual([looked]);
});

it('nothing is given to an absent team until it is there again', async () => {
  const { arranged, planner } = ground;
  const route = await arranged(4);
  const [one = 0] = route.shifts.map(({ id }) => id);
  const before = orderIn(route, one);
  const [stopId = 0] = before;
  const locked = await edited(planner, route, { kind: 'lock', stopId, team: true, position: true });
  const without = await edited(planner, locked, { kind: 'absence', shiftId: one, absent: true });
  expect(without.stops.map(({ lockShiftId }) => lockShiftId)).toEqual([null, null, null, null]);
  const move = { kind: 'move' as const, stopId, shiftId: one, before: null };
  const refused = (operation: object) =>
    planner.post(`/api/routes/${route.id}/edits`, {
      version: without.version,
      operations: [operation],
    });
  await expectProblem(await refused(move), 'route.team_absent');
  const orders = [{ shiftId: one, stopIds: before }];
  await expectProblem(await refused({ kind: 'arrange', orders }), 'route.team_absent');

  const back = await restored(planner, without, 'before');
  expect(back.stops).toEqual(locked.stops);
  expect(back.shifts).toEqual(locked.shifts);
  const redone = await restored(planner, back, 'after');
  expect(redone.stops).toEqual(without.stops);
  expect(redone.shifts).toEqual(without.shifts);
  const there = await edited(planner, redone, { kind: 'absence', shiftId: one, absent: false });
  expect(orderIn(await edited(planner, there, move), one)).toEqual([stopId]);
});
