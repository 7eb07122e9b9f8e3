import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CandidateList } from '#server/contract/candidate.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import { ROUTE_JOBS } from '#server/features/routes/held-result-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { prepareRoutes, top, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import {
  draftRoute,
  edit,
  edited,
  okJson,
  orderIn,
  record,
  resultAt,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';

const REASON = 'Mưa bão, các tổ ở lại trụ sở';
let ground: PreparedRoutes;

beforeAll(async () => {
  ground = await prepareRoutes(200);
});
afterAll(() => ground.test.close());

const withdraw = (route: { id: number }, by = ground.planner) =>
  by.post(`/api/routes/${route.id}/withdraw`, { reason: REASON });
const remove = ({ id, version }: RouteDetail) =>
  ground.planner.post(`/api/routes/${id}/delete`, { version });
const listed = async (query = '') => {
  const { items } = await okJson<RouteList>(ground.planner.get(`/api/routes?limit=200${query}`));
  return items.map(({ id }) => id);
};
const candidate = async (pointId: number) => {
  const list = await okJson<CandidateList>(ground.planner.get('/api/routes/candidates?limit=500'));
  return list.items.find((one) => one.pointId === pointId);
};

describe('a withdrawn route', () => {
  it('leaves the phones, which say so, and frees its places', async () => {
    const { inspector, published } = ground;
    const route = await published();
    const [stop] = route.stops;
    const pointId = stop?.pointId ?? 0;
    expect((await candidate(pointId))?.heldBy).toMatchObject({ routeId: route.id });
    expect(await okJson(withdraw(route))).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: REASON,
      mayPlan: false,
    });
    const { items, withdrawn } = await takenAlong(inspector);
    expect(items.map(({ routeId }) => routeId)).not.toContain(route.id);
    expect(withdrawn).toContainEqual(
      expect.objectContaining({ routeId: route.id, title: route.title, reason: REASON }),
    );
    expect(await candidate(pointId)).toMatchObject({ held: false, heldBy: null });
    await expectProblem(await inspector.get(`/api/points/${pointId}`), 'point.not_found');
    const notices = await okJson<{ items: { kind: string; targetId: number }[] }>(
      inspector.get('/api/me/notices'),
    );
    expect(notices.items).toContainEqual(
      expect.objectContaining({ kind: 'route_withdrawn', targetId: route.id }),
    );
  });

  it('still takes the result of a phone that had not heard of it into the register', async () => {
    const { inspector, planner, published, test } = ground;
    const route = await published();
    const [shift] = route.shifts;
    const [stopId = 0] = orderIn(route, shift?.id ?? 0);
    const pointId = route.stops.find(({ id }) => id === stopId)?.pointId ?? 0;
    await okJson(withdraw(route));
    const note = 'Cửa khóa, không có người';
    await okJson(record(inspector, route, resultAt(stopId, { note })));
    await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId: shift?.id }));
    const eventsOf = async () =>
      (await okJson<PointDetail>(planner.get(`/api/points/${pointId}`))).events.map(
        (event) => event.note,
      );
    expect(await eventsOf()).not.toContain(note);
    await jobRunner(test.deps, ROUTE_JOBS)();
    expect(await eventsOf()).toContain(note);
    const after = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
    expect(after).toMatchObject({ state: 'withdrawn' });
    expect(after.stops.map(({ state }) => state).toSorted()).toEqual([
      'done',
      'planned',
      'planned',
      'planned',
      'planned',
      'planned',
    ]);
  });

  it('is changed, published and withdrawn no more, and no draft is withdrawn', async () => {
    const { planner, published, teams } = ground;
    const route = await published();
    const draft = await draftRoute(planner, teams);
    await expectProblem(await withdraw(draft), 'route.not_published');
    await expectProblem(await withdraw(route, ground.inspector), 'permission.denied');
    const { version } = await okJson<RouteDetail>(withdraw(route));
    await expectProblem(await withdraw(route), 'route.withdrawn');
    await expectProblem(await remove({ ...route, version }), 'route.was_published');
    const operations = [top(1)];
    await expectProblem(
      await planner.post(`/api/routes/${route.id}/edits`, { version, operations }),
      'route.withdrawn',
    );
    await expectProblem(
      await planner.post(`/api/routes/${route.id}/publish`, { version }),
      'route.withdrawn',
    );
  });
});

describe('a draft', () => {
  it('that is deleted is nowhere any more, and wants no place', async () => {
    const { planner, teams } = ground;
    const draft = await edited(planner, await draftRoute(planner, teams), top(1));
    const pointId = draft.stops[0]?.pointId ?? 0;
    await expectProblem(await remove({ ...draft, version: 0 }), 'route.changed_meanwhile');
    expect(await okJson(remove(draft))).toEqual({ routeId: draft.id });
    await expectProblem(await planner.get(`/api/routes/${draft.id}`), 'route.not_found');
    expect(await listed()).not.toContain(draft.id);
    const wanting = (await candidate(pointId))?.wantedBy.map(({ routeId }) => routeId);
    expect(wanting).not.toContain(draft.id);
  });

  it('that nobody touched for 14 days is laid aside until somebody edits it', async () => {
    const { planner, teams, test } = ground;
    const before = test.clock.now();
    const [left, touched] = [await draftRoute(planner, teams), await draftRoute(planner, teams)];
    const run = async (at: string) => {
      test.clock.set(at);
      await jobRunner(test.deps, ROUTE_JOBS)();
    };
    await run('2026-12-07T03:00:00.000Z');
    expect(await listed()).toEqual(expect.arrayContaining([left.id, touched.id]));
    await edit(planner, touched, top(1));
    await run('2026-12-09T03:00:00.000Z');
    expect(await listed()).not.toContain(left.id);
    expect(await listed()).toContain(touched.id);
    expect(await listed('&state=laid_aside')).toContain(left.id);
    await edit(planner, left, top(1));
    expect(await listed()).toContain(left.id);
    test.clock.set(before);
  });
});
