import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RoutePresence } from '#server/contract/route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { edit, edited, okJson, orderIn, SHIFT } from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';

let planner: PreparedRoutes['planner'];
let second: PreparedRoutes['second'];
let filled: PreparedRoutes['filled'];
let arranged: PreparedRoutes['arranged'];
let test: PreparedRoutes['test'];

beforeAll(async () => {
  ({ test, planner, second, filled, arranged } = await prepareRoutes());
});
afterAll(() => test.close());

describe('editing by hand', () => {
  it('tells every broken rule at once and forbids none', async () => {
    const route = await arranged(8);
    const [one] = route.shifts.map(({ id }) => id);
    const [first = 0, ...others] = orderIn(route, one ?? 0);
    const late = await edited(
      planner,
      route,
      { kind: 'describe', stopId: first, details: { window: { from: 490, to: 500 } } },
      { kind: 'describe', stopId: others[0] ?? 0, details: { skills: ['health'] } },
      { kind: 'move', stopId: first, shiftId: one ?? 0, before: null },
    );
    const plan = late.plan.shifts.find(({ shiftId }) => shiftId === one);
    expect(plan?.stops.at(-1)).toMatchObject({ stopId: first });
    expect(plan?.stops.at(-1)?.problems.map(({ code }) => code)).toEqual(['late']);
    expect(plan?.stops.at(-1)?.lateSeconds).toBeGreaterThan(0);
    expect(plan?.stops[0]?.problems.map(({ code }) => code)).toEqual(['skills_missing']);
  });

  it('keeps each lock by itself and shows where a move breaks it', async () => {
    const route = await arranged(6);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const locked = await edited(planner, route, {
      kind: 'lock',
      stopId: first,
      team: true,
      position: true,
      time: { from: 500, to: 520 },
    });
    expect(locked.stops.find(({ id }) => id === first)).toMatchObject({
      lockShiftId: one,
      lockPosition: 0,
      lockTime: { from: 500, to: 520 },
    });
    const released = await edited(planner, locked, {
      kind: 'lock',
      stopId: first,
      position: false,
    });
    expect(released.stops.find(({ id }) => id === first)).toMatchObject({
      lockShiftId: one,
      lockPosition: null,
    });
    const moved = await edited(planner, released, {
      kind: 'move',
      stopId: first,
      shiftId: two,
      before: null,
    });
    const plan = moved.plan.shifts.find(({ shiftId }) => shiftId === two);
    expect(plan?.stops.at(-1)?.problems.map(({ code }) => code)).toContain('team_lock');
  });

  it('is undone and made again, also additions and removals', async () => {
    const route = await arranged(6);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0, next = 0] = orderIn(route, one);
    let now = await edited(planner, route, {
      kind: 'move',
      stopId: first,
      shiftId: two,
      before: null,
    });
    now = await edited(planner, now, { kind: 'remove', stopIds: [next] });
    expect(now.stops).toHaveLength(5);
    const restore = (side: 'before' | 'after', version: number | null) =>
      edited(planner, now, { kind: 'restore', version: version ?? 0, side });
    now = await restore('before', now.undo);
    now = await restore('before', now.undo);
    expect([orderIn(now, one), orderIn(now, two)]).toEqual([
      orderIn(route, one),
      orderIn(route, two),
    ]);
    now = await restore('after', now.redo);
    expect(orderIn(now, two).at(-1)).toBe(first);
    now = await restore('after', now.redo);
    expect(now.stops).toHaveLength(5);
    expect(now.redo).toBeNull();
  });

  it('by two planners at once keeps both, or says who was faster at the same stop', async () => {
    const route = await arranged(8);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0, other = 0] = orderIn(route, one);
    await edit(second, route, { kind: 'move', stopId: first, shiftId: two, before: null });
    const mine = await edit(planner, route, {
      kind: 'move',
      stopId: other,
      shiftId: two,
      before: null,
    });
    expect(mine.merged).toBe(true);
    expect(orderIn(mine.route, two).slice(-2)).toEqual([first, other]);
    const clash = await planner.post(`/api/routes/${route.id}/edits`, {
      version: route.version,
      operations: [{ kind: 'remove', stopIds: [first] }],
    });
    const problem = await expectProblem(clash, 'route.changed_meanwhile');
    expect(problem.parameters?.['by']).toBe('Tài khoản thử planner.two');
    const unknown = await planner.post(`/api/routes/${route.id}/edits`, {
      version: mine.route.version,
      operations: [{ kind: 'move', stopId: 999_999, shiftId: one, before: null }],
    });
    await expectProblem(unknown, 'route.stop_unknown');
  });

  it('is not undone over what somebody else did later', async () => {
    const route = await arranged(4);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const mine = await edited(planner, route, {
      kind: 'move',
      stopId: first,
      shiftId: two,
      before: null,
    });
    const theirs = await edited(second, mine, {
      kind: 'move',
      stopId: first,
      shiftId: null,
      before: null,
    });
    const refused = await planner.post(`/api/routes/${route.id}/edits`, {
      version: theirs.version,
      operations: [{ kind: 'restore', version: mine.version, side: 'before' }],
    });
    await expectProblem(refused, 'route.nothing_to_restore');
  });

  it('shows planners to each other', async () => {
    const route = await filled(2);
    const stopId = route.stops[0]?.id ?? 0;
    await okJson(second.post(`/api/routes/${route.id}/presence`, { stopId }));
    const seen = await okJson(planner.post(`/api/routes/${route.id}/presence`, { stopId: null }));
    expect(seen).toEqual({
      version: route.version,
      others: [{ name: 'Tài khoản thử planner.two', stopId }],
      lastEdit: null,
    });
    const now = test.clock.now();
    const othersAfter = async (seconds: number) => {
      test.clock.set(new Date(Date.parse(now) + seconds * 1_000).toISOString());
      const path = `/api/routes/${route.id}/presence`;
      return (await okJson<RoutePresence>(planner.post(path, { stopId: null }))).others.length;
    };
    expect([await othersAfter(20), await othersAfter(21)]).toEqual([1, 0]);
    test.clock.set(now);
    await expectProblem(
      await planner.post('/api/routes/999999/presence', { stopId: null }),
      'route.not_found',
    );
  });

  it('changes hours of one route and leaves the template alone', async () => {
    const route = await arranged(4);
    const [shift] = route.shifts;
    const longer = await edited(planner, route, {
      kind: 'shift',
      shiftId: shift?.id ?? 0,
      shift: { ...SHIFT, startsAt: 420, mostStops: 1 },
    });
    expect(longer.shifts[0]).toMatchObject({ startsAt: 420, mostStops: 1 });
    expect(longer.plan.shifts[0]?.problems.map(({ code }) => code)).toEqual(['too_many_stops']);
  });

  it('takes back longer hours together with the stop that they were given for', async () => {
    const route = await arranged(4);
    const [one = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const without = await edited(planner, route, {
      kind: 'move',
      stopId: first,
      shiftId: null,
      before: null,
    });
    const granted = await edited(
      planner,
      without,
      { kind: 'shift', shiftId: one, shift: { ...SHIFT, endsAt: 1_140, rest: null } },
      { kind: 'move', stopId: first, shiftId: one, before: null },
    );
    expect(granted.shifts[0]).toMatchObject({ endsAt: 1_140, rest: null });
    const taken = await edited(planner, granted, {
      kind: 'restore',
      version: granted.undo ?? 0,
      side: 'before',
    });
    expect(taken.shifts[0]).toMatchObject({ endsAt: SHIFT.endsAt, rest: SHIFT.rest });
    expect(orderIn(taken, null)).toEqual([first]);
    const again = await edited(planner, taken, {
      kind: 'restore',
      version: taken.redo ?? 0,
      side: 'after',
    });
    expect(again.shifts[0]).toMatchObject({ endsAt: 1_140, rest: null });
    expect(orderIn(again, null)).toEqual([]);
  });

  it('gives no hours back over those that somebody else set later', async () => {
    const route = await arranged(2);
    const [one = 0] = route.shifts.map(({ id }) => id);
    const hours = (endsAt: number) => ({
      kind: 'shift' as const,
      shiftId: one,
      shift: { ...SHIFT, endsAt },
    });
    const mine = await edited(planner, route, hours(1_080));
    expect(mine.undo).toBe(mine.version);
    const theirs = await edited(second, mine, hours(1_110));
    const refused = await planner.post(`/api/routes/${route.id}/edits`, {
      version: theirs.version,
      operations: [{ kind: 'restore', version: mine.version, side: 'before' }],
    });
    await expectProblem(refused, 'route.nothing_to_restore');
    const after = await edited(second, theirs, {
      kind: 'restore',
      version: theirs.undo ?? 0,
      side: 'before',
    });
    expect(after.shifts[0]).toMatchObject({ endsAt: 1_080 });
  });
});
