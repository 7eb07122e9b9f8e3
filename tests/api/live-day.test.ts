import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LiveDay, LiveRoute } from '#server/contract/live-day.ts';
import type { SentMessage } from '#server/contract/route-message.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import { ROUTE_JOBS } from '#server/features/routes/held-result-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { listen } from '#tests/support/clients/listen.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  edited,
  okJson,
  orderIn,
  publish,
  record,
  resultAt,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let test: PreparedRoutes['test'];
let planner: TestClient;
let inspector: TestClient;
let other: TestClient;
let published: PreparedRoutes['published'];

beforeAll(async () => {
  ({ test, planner, inspector, other, published } = await prepareRoutes(200));
});
afterAll(() => test.close());

async function board(routeId: number): Promise<LiveRoute> {
  const { routes } = await okJson<LiveDay>(planner.get('/api/routes/live?on=2026-11-24'));
  const found = routes.find((route) => route.routeId === routeId);
  if (found === undefined) throw new Error('the route is not on the board');
  return found;
}

/** Moves the last stop of the second team to the head of the first. */
async function moved(route: RouteDetail) {
  const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
  const stopId = orderIn(route, two).at(-1) ?? 0;
  const [first = null] = orderIn(route, one);
  const draft = await edited(planner, route, { kind: 'move', stopId, shiftId: one, before: first });
  return { draft, stopId };
}

async function checksOf(pointId: number): Promise<number> {
  const [row] = await test.database.sql<{ checks: number }[]>`
    select count(*)::int as checks
    from event where point_id = ${pointId} and kind = 'checked'`;
  return row?.checks ?? 0;
}

describe('the board of a day', () => {
  it('tells of each team what is done, where its last result was, and what is left', async () => {
    const route = await published();
    const [one = 0] = route.shifts.map(({ id }) => id);
    const [first = 0, second = 0] = orderIn(route, one);
    expect((await board(route.id)).teams[0]).toMatchObject({ done: 0, left: 3, last: null });
    await okJson(record(inspector, route, resultAt(first, { result: 'signs' })));
    const { teams, draftDiffers } = await board(route.id);
    expect(draftDiffers).toBe(false);
    const place = route.stops.find(({ id }) => id === first)?.place;
    expect(teams[0]).toMatchObject({
      shiftId: one,
      done: 1,
      left: 2,
      signs: 1,
      nextStopId: second,
      last: { stopId: first, place },
    });
    expect(teams[1]).toMatchObject({ done: 0, left: 3 });
  });

  it('shows what the teams have, and says that the draft differs', async () => {
    const route = await published();
    const before = await board(route.id);
    await moved(route);
    const { teams, draftDiffers } = await board(route.id);
    expect(draftDiffers).toBe(true);
    expect(teams.map(({ stops }) => stops.map(({ id }) => id))).toEqual(
      before.teams.map(({ stops }) => stops.map(({ id }) => id)),
    );
  });

  it('is for planners alone', async () => {
    await expectProblem(await inspector.get('/api/routes/live'), 'permission.denied');
  });
});

describe('news of routes', () => {
  it('reach planners at a result, and planners and teams at a publication', async () => {
    const route = await published();
    const [desk, phone] = [await listen(planner), await listen(other)];
    for (const stream of [desk, phone])
      expect(await stream.next()).toMatchObject({ event: 'ready' });
    const [first = 0] = orderIn(route, route.shifts[0]?.id ?? 0);
    await okJson(record(inspector, route, resultAt(first)));
    expect(await desk.nextOf('routes')).toEqual({ event: 'routes', data: {} });
    const { draft } = await moved(await okJson(planner.get(`/api/routes/${route.id}`)));
    await publish(planner, draft);
    expect(await desk.nextOf('routes')).toEqual({ event: 'routes', data: {} });
    expect(await phone.nextOf('routes')).toEqual({ event: 'routes', data: {} });
    await desk.close();
    await phone.close();
  });
});

describe('a message to a team', () => {
  it('is on its phones alone, and tells the planner who has read it', async () => {
    const route = await published();
    const [one = 0] = route.shifts.map(({ id }) => id);
    const body = 'Đường Láng ngập, đi vòng qua phố Chùa Láng.';
    const send = (more: object = {}) =>
      planner.post(`/api/routes/${route.id}/messages`, { shiftId: one, body, ...more });
    const sent = await okJson<SentMessage>(send());
    expect(sent).toMatchObject({ body, readBy: 0, members: 1 });
    const of = async (client: TestClient) =>
      (await takenAlong(client)).items.find(({ routeId }) => routeId === route.id)?.messages;
    expect(await of(inspector)).toEqual([{ id: sent.id, body, sentAt: sent.sentAt, read: false }]);
    expect(await of(other)).toEqual([]);
    const mark = (client: TestClient) =>
      client.post(`/api/routes/${route.id}/messages/read`, { messageId: sent.id });
    await expectProblem(await mark(other), 'route.message_unknown');
    await okJson(mark(inspector));
    await okJson(mark(inspector));
    expect((await of(inspector))?.[0]?.read).toBe(true);
    expect((await board(route.id)).teams[0]?.messages).toMatchObject([{ readBy: 1, members: 1 }]);
  });

  it('names no person, and goes only to a team that is out', async () => {
    const route = await published();
    const [one = 0] = route.shifts.map(({ id }) => id);
    const send = (routeId: number, body: string, shiftId = one) =>
      planner.post(`/api/routes/${routeId}/messages`, { shiftId, body });
    await expectProblem(
      await send(route.id, 'Gọi ông Nguyễn Văn An, số 0912345678'),
      'text.personal_data',
    );
    await expectProblem(await send(route.id, 'Về sớm.', 999_999), 'route.team_unknown');
    await expectProblem(await send(999_999, 'Về sớm.'), 'route.not_found');
    await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId: one }));
    await expectProblem(await send(route.id, 'Về sớm.'), 'route.team_not_out');
  });
});

describe('a result from a phone that has not heard of the new publication', () => {
  it('is kept where the stop went to another team, and entered when the route is done', async () => {
    const route = await published();
    const { draft, stopId } = await moved(route);
    await publish(planner, draft);
    const mine = (await takenAlong(other)).items.find(({ routeId }) => routeId === route.id);
    expect(mine?.stops.map(({ id }) => id)).not.toContain(stopId);
    await okJson(record(other, route, resultAt(stopId)));
    const stop = (await board(route.id)).teams[0]?.stops.find(({ id }) => id === stopId);
    expect(stop).toMatchObject({ state: 'done', result: 'no_sign' });
    const pointId = route.stops.find(({ id }) => id === stopId)?.pointId ?? 0;
    expect(await checksOf(pointId)).toBe(0);
    for (const [client, at] of [
      [inspector, 0],
      [other, 1],
    ] as const) {
      const shiftId = route.shifts[at]?.id;
      await okJson(client.post(`/api/routes/${route.id}/finish`, { shiftId }));
    }
    await jobRunner(test.deps, ROUTE_JOBS)();
    expect(await checksOf(pointId)).toBe(1);
  });

  it('is kept where the stop was taken out of the route', async () => {
    const route = await published();
    const [first = 0] = orderIn(route, route.shifts[0]?.id ?? 0);
    await publish(planner, await edited(planner, route, { kind: 'remove', stopIds: [first] }));
    await okJson(record(inspector, route, resultAt(first)));
    const again = resultAt(first);
    await expectProblem(await record(other, route, again), 'route.stop_unknown');
  });
});
