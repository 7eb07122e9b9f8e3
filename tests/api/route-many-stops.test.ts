import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RouteDetail } from '#server/contract/route.ts';
import type { MoveCheck } from '#server/contract/route-edit.ts';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { edited, okJson, orderIn } from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';

let planner: PreparedRoutes['planner'];
let arranged: PreparedRoutes['arranged'];
let test: PreparedRoutes['test'];

beforeAll(async () => {
  ({ test, planner, arranged } = await prepareRoutes());
});
afterAll(() => test.close());

describe('many stops at once', () => {
  it('are moved, locked and taken out as one edit, undone as one', async () => {
    const route = await arranged(8);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const chosen = orderIn(route, one).slice(0, 3);
    const moved = await edited(
      planner,
      route,
      ...chosen.map((stopId) => ({ kind: 'move' as const, stopId, shiftId: two, before: null })),
      ...chosen.map((stopId) => ({ kind: 'lock' as const, stopId, team: true })),
    );
    expect(orderIn(moved, two)).toEqual([...orderIn(route, two), ...chosen]);
    expect(moved.stops.filter(({ lockShiftId }) => lockShiftId === two)).toHaveLength(3);
    const back = await edited(planner, moved, {
      kind: 'restore',
      version: moved.undo ?? 0,
      side: 'before',
    });
    expect([orderIn(back, one), orderIn(back, two)]).toEqual([
      orderIn(route, one),
      orderIn(route, two),
    ]);
    expect(back.stops.some(({ lockShiftId }) => lockShiftId !== null)).toBe(false);
    const without = await edited(planner, back, { kind: 'remove', stopIds: chosen });
    expect(without.stops).toHaveLength(5);
  });

  it('are as many as a route may have', async () => {
    const route = await arranged(8);
    const [first = 0] = route.shifts.map(({ id }) => id);
    const operations = Array.from({ length: 200 }, (_, at) => ({
      kind: 'lock' as const,
      stopId: orderIn(route, first)[at % 4] ?? 0,
      team: at < 196,
    }));
    const now = await edited(planner, route, ...operations);
    expect(now.stops.every(({ lockShiftId }) => lockShiftId === null)).toBe(true);
    const edits = `/api/routes/${route.id}/edits`;
    const [more = null] = operations;
    await expectProblem(
      await planner.post(edits, { version: now.version, operations: [...operations, more] }),
      'request.invalid',
    );
  });
});

describe('the check of a move', () => {
  it('tells the plans that the move then brings about, and moves nothing', async () => {
    const route = await arranged(8);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const [before = 0] = orderIn(route, two);
    const address = `/api/routes/${route.id}/move-check`;
    const told = await okJson<MoveCheck>(
      planner.get(`${address}?stopId=${first}&shiftId=${two}&before=${before}`),
    );
    const kept = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
    expect(kept.version).toBe(route.version);
    expect(orderIn(kept, one)).toEqual(orderIn(route, one));
    const moved = await edited(planner, kept, {
      kind: 'move',
      stopId: first,
      shiftId: two,
      before,
    });
    expect(told.version).toBe(route.version);
    expect(told.shifts).toEqual(moved.plan.shifts);
  });

  it('tells the rules that the move would break', async () => {
    const route = await arranged(6);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const locked = await edited(planner, route, { kind: 'lock', stopId: first, team: true });
    const told = await okJson<MoveCheck>(
      planner.get(`/api/routes/${locked.id}/move-check?stopId=${first}&shiftId=${two}`),
    );
    const plan = told.shifts.find(({ shiftId }) => shiftId === two);
    expect(plan?.stops.at(-1)?.problems.map(({ code }) => code)).toContain('team_lock');
    const out = await okJson<MoveCheck>(
      planner.get(`/api/routes/${locked.id}/move-check?stopId=${first}`),
    );
    expect(out.shifts.map(({ shiftId }) => shiftId)).toEqual([one]);
    expect(out.shifts[0]?.stops).toHaveLength(2);
  });

  it('is refused for a stop or a team that is not of the route', async () => {
    const route = await arranged(2);
    const [first = 0] = route.stops.map(({ id }) => id);
    const address = `/api/routes/${route.id}/move-check`;
    await expectProblem(await planner.get(`${address}?stopId=999999`), 'route.stop_unknown');
    await expectProblem(
      await planner.get(`${address}?stopId=${first}&shiftId=999999`),
      'route.stop_unknown',
    );
    await expectProblem(
      await planner.get(`/api/routes/999999/move-check?stopId=${first}`),
      'route.not_found',
    );
    await expectProblem(await planner.get(`${address}?stopId=x`), 'request.invalid');
  });
});
