import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { RouteOutcome } from '#server/contract/route-result.ts';
import type { RouteDetail, StopState } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  addTeam,
  edited,
  okJson,
  optimised,
  orderIn,
  publish,
  record,
  restored,
  resultAt,
  SHIFT,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

const UNSHARED = { randomShareReason: 'Chỉ thử nghiệm' };
/** Before the teams set out, so that a whole day can be shared. */
const MORNING = '2026-11-24T00:30:00.000Z';

let ground: PreparedRoutes;
let member: TestClient;
let third: Team;

beforeAll(async () => {
  ground = await prepareRoutes(300);
  member = await ground.test.as('inspector.three', { role: 'inspector' });
  third = await addTeam(ground.planner, 'Tổ Ba', [member]);
});
beforeEach(() => ground.test.clock.set(MORNING));
afterAll(() => ground.test.close());

const coming = () => ({ kind: 'add_team' as const, teamId: third.id, shift: SHIFT });
const shiftOf = (route: RouteDetail, teamId: number) =>
  route.shifts.find((shift) => shift.teamId === teamId)?.id ?? 0;
const teamIds = ({ shifts }: RouteDetail) => shifts.map(({ teamId }) => teamId);
const ownIds = async (inspector: TestClient) =>
  (await takenAlong(inspector)).items.map(({ routeId }) => routeId);
const refusal = (route: RouteDetail, ...operations: object[]) =>
  ground.planner.post(`/api/routes/${route.id}/edits`, { version: route.version, operations });

const stateOf = (route: RouteDetail, id: number): StopState | undefined =>
  route.stops.find((stop) => stop.id === id)?.state;

/** Makes one edit of the order that the optimiser finds; with `share` it moves only stops without a place. */
async function shared(
  route: RouteDetail,
  scope: { kind: 'share' | 'everything' } = { kind: 'share' },
): Promise<RouteDetail> {
  const found = await optimised(ground.planner, { routeId: route.id, scope, balance: 1 });
  const { phase, orders = [] } = found.at(-1) ?? {};
  expect(phase).toBe('done');
  return edited(ground.planner, route, { kind: 'arrange', orders });
}

/** The stops that stand with another team than before, or with one for the first time. */
const changedHands = (before: RouteDetail, after: RouteDetail) => {
  const had = new Map(before.stops.map(({ id, shiftId }) => [id, shiftId]));
  return after.stops
    .filter(({ id, shiftId }) => had.get(id) !== shiftId)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);
};

it('a team marked absent on a live route gives up its open stops; the others keep theirs and take these', async () => {
  const { inspector, planner, published, test } = ground;
  test.clock.set('2026-11-24T01:45:00.000Z');
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

  const again = await shared(without);
  expect(orderIn(again, one)).toEqual([looked]);
  expect(orderIn(again, two).filter((id) => kept.includes(id))).toEqual(kept);
  expect(again.stops.filter(({ shiftId }) => shiftId === two).length).toBeGreaterThan(kept.length);
  await publish(planner, again, UNSHARED);
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
  await expectProblem(await refusal(without, move), 'route.team_absent');
  const orders = [{ shiftId: one, stopIds: before }];
  await expectProblem(await refusal(without, { kind: 'arrange', orders }), 'route.team_absent');

  const back = await restored(planner, without, 'before');
  expect(back.stops).toEqual(locked.stops);
  expect(back.shifts).toEqual(locked.shifts);
  const redone = await restored(planner, back, 'after');
  expect(redone.stops).toEqual(without.stops);
  expect(redone.shifts).toEqual(without.shifts);
  const there = await edited(planner, redone, { kind: 'absence', shiftId: one, absent: false });
  expect(orderIn(await edited(planner, there, move), one)).toEqual([stopId]);
});

it('a team that leaves early gives up only what no longer fits, and nothing else changes hands', async () => {
  const { filled, planner } = ground;
  const route = await shared(await filled(8), { kind: 'everything' });
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const [mine, theirs] = [orderIn(route, one), orderIn(route, two)];
  const second = route.plan.shifts[0]?.stops[1]?.departure ?? 0;
  const shift = { ...SHIFT, end: null, rest: null, endsAt: Math.ceil(second / 60) };
  const earlier = await edited(planner, route, { kind: 'shift', shiftId: one, shift });
  expect(orderIn(earlier, one)).toEqual(mine);

  const after = await shared(earlier);
  const kept = orderIn(after, one);
  // As many as the first two take, or two others that take less.
  expect([kept.length, kept.every((id) => mine.includes(id))]).toEqual([2, true]);
  expect(orderIn(after, two).filter((id) => theirs.includes(id))).toEqual(theirs);
  const given = mine.filter((id) => !kept.includes(id));
  expect(changedHands(earlier, after)).toEqual(given.toSorted((a, b) => a - b));
  expect(after.plan.shifts.flatMap(({ problems }) => problems)).toEqual([]);
});

it('another hour changes nothing about an absent team', async () => {
  const route = await ground.arranged(4);
  const [one = 0] = route.shifts.map(({ id }) => id);
  const absent = await edited(ground.planner, route, {
    kind: 'absence',
    shiftId: one,
    absent: true,
  });
  const shift = { ...SHIFT, startsAt: 540 };
  const later = await edited(ground.planner, absent, { kind: 'shift', shiftId: one, shift });
  expect(later.shifts[0]).toMatchObject({ absent: true, startsAt: 540 });
});

it('a team comes to a live route, hears of it with the next publication, and goes by undo', async () => {
  const { planner, published } = ground;
  const route = await published(6);
  const more = await edited(planner, route, coming());
  const added = shiftOf(more, third.id);
  expect(more.shifts.at(-1)).toMatchObject({ teamName: 'Tổ Ba', absent: false, removed: false });
  expect(more.unpublished).toMatchObject([{ shiftId: added, changes: [{ kind: 'team_added' }] }]);
  expect(await ownIds(member)).not.toContain(route.id);
  await expectProblem(await member.get(`/api/routes/${route.id}`), 'route.not_found');

  const gone = await restored(planner, more, 'before');
  expect(gone.shifts).toEqual(route.shifts);
  const again = await restored(planner, gone, 'after');
  expect(again.shifts).toEqual(more.shifts);
  const [stopId = 0] = orderIn(again, route.shifts[0]?.id ?? 0);
  const moved = { kind: 'move' as const, stopId, shiftId: added, before: null };
  await publish(planner, await edited(planner, again, moved), UNSHARED);
  const own = (await takenAlong(member)).items.find(({ routeId }) => routeId === route.id);
  expect(own?.stops.map(({ id }) => id)).toEqual([stopId]);
  expect(own?.publication.changes).toEqual([]);
});

it('a team taken off leaves a draft at once, and may come again', async () => {
  const { arranged, planner, teams } = ground;
  const route = await arranged(4);
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const stops = orderIn(route, one);
  const without = await edited(planner, route, { kind: 'remove_team', shiftId: one });
  expect(teamIds(without)).toEqual([teams[1]?.id]);
  expect(orderIn(without, null)).toEqual(stops);
  const move = { kind: 'move', stopId: stops[0], shiftId: one, before: null };
  await expectProblem(await refusal(without, move), 'route.team_absent');

  const nobody = await edited(planner, without, { kind: 'remove_team', shiftId: two });
  expect(nobody.shifts).toEqual([]);
  expect(orderIn(nobody, null)).toHaveLength(4);
  const back = await restored(planner, await restored(planner, nobody, 'before'), 'before');
  expect(back.shifts).toEqual(route.shifts);
  expect(back.stops).toEqual(route.stops);
  const [teamId = 0] = teamIds(route);
  const come = { kind: 'add_team' as const, teamId, shift: SHIFT };
  const there = await edited(planner, await restored(planner, back, 'after'), come);
  expect(there.shifts.map(({ id }) => id)).toEqual([one, two]);
});

it('a team taken off while its phone is offline loses nothing that it has recorded', async () => {
  const { inspector, planner, published, test, teams } = ground;
  const route = await published(6);
  const [one = 0] = route.shifts.map(({ id }) => id);
  const [looked = 0] = orderIn(route, one);
  const without = await shared(await edited(planner, route, { kind: 'remove_team', shiftId: one }));
  expect(without.unpublished.map(({ changes }) => changes.map(({ kind }) => kind))).toContainEqual(
    expect.arrayContaining(['team_removed']),
  );
  await publish(planner, without, UNSHARED);
  expect(await ownIds(inspector)).not.toContain(route.id);

  test.clock.set('2026-11-24T03:00:00.000Z');
  const unplanned = {
    key: '018f7d3a-0000-7000-8000-00000000f001',
    shiftId: one,
    name: 'Sạp hàng cuối phố',
    place: [105.85, 21.03],
    result: null,
  };
  await okJson(record(inspector, route, resultAt(looked, { result: 'signs' })));
  await okJson(inspector.post(`/api/routes/${route.id}/unplanned`, unplanned));
  const outcome = await okJson<RouteOutcome>(planner.get(`/api/routes/${route.id}/outcome`));
  expect(outcome.stops.find(({ id }) => id === looked)).toMatchObject({
    state: 'done',
    result: { result: 'signs' },
  });
  expect(outcome.stops.map(({ name }) => name)).toContain(unplanned.name);
  const now = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
  expect(now.shifts.find(({ id }) => id === one)).toMatchObject({ absent: true, removed: true });
  expect(now.shifts.map(({ teamId }) => teamId)).toEqual(teams.map(({ id }) => id));
  expect(await planner.get('/api/routes/live?on=2026-11-24')).toMatchObject({ status: 200 });
});

it('another planner who has just added the team is named, and no third team comes twice', async () => {
  const { arranged, planner, second } = ground;
  const route = await arranged(4);
  await edited(second, route, coming());
  const refused = await expectProblem(
    await refusal(route, { ...coming(), shift: { ...SHIFT, startsAt: 540 } }),
    'route.changed_meanwhile',
  );
  expect(refused.parameters?.['by']).toContain('planner.two');
  const now = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
  expect(now.shifts.map(({ teamId }) => teamId).filter((id) => id === third.id)).toHaveLength(1);
});

it('a team that is no longer at work, and one more than a route can have, are refused', async () => {
  const { arranged, planner } = ground;
  const route = await arranged(2);
  const unknown = { ...coming(), teamId: 999_999 };
  await expectProblem(await refusal(route, unknown), 'route.team_unknown');
  const names = Array.from({ length: 11 }, (_, at) => `Tổ thêm ${at}`);
  const more: Team[] = [];
  for (const name of names) more.push(await addTeam(planner, name, []));
  const operations = more.map(({ id }) => ({ ...coming(), teamId: id }));
  await expectProblem(await refusal(route, ...operations), 'route.too_many_teams');
  const full = await edited(planner, route, ...operations.slice(1));
  expect(full.shifts).toHaveLength(12);
});
