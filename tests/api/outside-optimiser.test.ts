import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RouteDetail } from '#server/contract/route.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';
import { createVroomService } from '#server/outside/vroom-service.ts';
import { edited, orderIn } from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { type Behaviour, startVroomServer } from '#tests/support/processes/vroom-server.ts';

let ground: PreparedRoutes;
let outside: Awaited<ReturnType<typeof startVroomServer>>;

beforeAll(async () => {
  ground = await prepareRoutes();
  outside = await startVroomServer(1_500);
  ground.test.deps.vroom = createVroomService(outside.url);
});
afterAll(async () => {
  await outside.stop();
  await ground.test.close();
});

async function optimised(
  route: RouteDetail,
  more: Record<string, unknown> = {},
): Promise<OptimiseProgress[]> {
  const body = { routeId: route.id, seconds: 0.2, ...more };
  const response = await ground.planner.post('/api/routes/optimise', body);
  const lines = (await response.text()).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as OptimiseProgress);
}

async function lastAfter(how: Behaviour, route: RouteDetail, more = {}): Promise<OptimiseProgress> {
  outside.behave(how);
  const last = (await optimised(route, more)).at(-1);
  if (last === undefined) throw new Error('nothing was told');
  return last;
}

describe('an optimiser outside', () => {
  it('is asked beside the own one, and its order taken where it is better, with its source', async () => {
    const route = await ground.filled(150);
    outside.behave('solve');
    let told: OptimiseProgress[] = [];
    // Now and then the own search is as good in its fifth of a second: then another seed is tried.
    for (let seed = 1; seed <= 8 && told.at(-1)?.service !== 'taken'; seed += 1) {
      told = await optimised(route, { seed });
    }
    for (const { phase, source, service } of told.slice(0, -1)) {
      expect({ phase, source, service }).toEqual({
        phase: 'searching',
        source: 'own',
        service: 'waiting',
      });
    }
    const last = told.at(-1);
    expect(last).toMatchObject({ phase: 'done', source: 'service', service: 'taken' });
    const taken = await edited(ground.planner, route, {
      kind: 'arrange',
      orders: last?.orders ?? [],
    });
    expect(taken.plan.shifts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(taken.plan.shifts.flatMap(({ stops }) => stops.flatMap((s) => s.problems))).toEqual([]);
  });

  it('learns times between numbered places, and no position or name', async () => {
    const route = await ground.filled(5);
    outside.behave('solve');
    await optimised(route);
    const text = JSON.stringify(outside.received.at(-1));
    expect(text).not.toMatch(/location"|start"|end"|Nhà nghỉ|105\.|21\./);
    expect(text).toContain('"durations"');
  });

  it.each([
    ['pile_up', 'broke_rules'],
    ['invent', 'broke_rules'],
    ['refuse', 'unreachable'],
    ['mumble', 'unreachable'],
  ] as const)('that does "%s" is left aside as "%s", and the own order stands', async (how, as) => {
    const route = await ground.filled(40);
    const last = await lastAfter(how, route);
    expect(last).toMatchObject({ phase: 'done', source: 'own', service: as });
    expect(last.orders.flatMap(({ stopIds }) => stopIds)).toHaveLength(40);
  });

  it('that never answers is not waited for beyond its time', async () => {
    const route = await ground.filled(8);
    const before = Date.now();
    expect(await lastAfter('hang', route)).toMatchObject({ source: 'own', service: 'late' });
    expect(Date.now() - before).toBeLessThan(9_000);
  }, 15_000);

  it('is not asked for what its format cannot say', async () => {
    const route = await ground.arranged(6);
    expect(await lastAfter('solve', route, { scope: { kind: 'fit_new' } })).toMatchObject({
      service: 'not_asked',
    });
    const [one = 0] = route.shifts.map(({ id }) => id);
    const [first = 0] = orderIn(route, one);
    const locked = await edited(ground.planner, route, {
      kind: 'lock',
      stopId: first,
      position: true,
    });
    expect(await lastAfter('solve', locked)).toMatchObject({ service: 'not_asked' });
  });

  it('leaves the other teams alone where one team is asked for', async () => {
    const route = await ground.arranged(20);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const last = await lastAfter('solve', route, { scope: { kind: 'team', shiftId: one } });
    expect(['taken', 'not_better']).toContain(last.service);
    const orderOf = (id: number) => last.orders.find(({ shiftId }) => shiftId === id)?.stopIds;
    expect(orderOf(two)).toEqual(orderIn(route, two));
    expect(new Set(orderOf(one))).toEqual(new Set(orderIn(route, one)));
  });

  it('says nothing where none is configured', async () => {
    const { deps } = ground.test;
    const service = deps.vroom;
    deps.vroom = null;
    const route = await ground.filled(4);
    expect(await lastAfter('solve', route)).toMatchObject({ source: 'own', service: null });
    deps.vroom = service;
  });
});
