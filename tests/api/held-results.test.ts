import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import { ROUTE_JOBS } from '#server/features/routes/held-result-jobs.ts';
import { SIGNAL_JOBS } from '#server/features/signals/signal-jobs.ts';
import { joined, jobRunner } from '#server/jobs/job-runner.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  okJson,
  record,
  resultAt,
  stopsIn,
  takenAlong,
  VISIT,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

const KEY = '018f6c1e-0000-7000-8000-00000000a001';

let ground: PreparedRoutes;
let analyst: TestClient;

let runJobs: () => Promise<number>;

beforeAll(async () => {
  ground = await prepareRoutes(300);
  analyst = await ground.test.as('analyst');
  const { deps } = ground.test;
  runJobs = async () => {
    // Recurring jobs are due again once they are forgotten.
    await ground.test.database.sql`delete from job`;
    return jobRunner(deps, joined(ROUTE_JOBS, SIGNAL_JOBS))();
  };
});
afterAll(() => ground.test.close());

const pointAt = (id: number | null) =>
  okJson<PointDetail>(analyst.get(`/api/points/${String(id)}`));

async function changesOf(pointId: number | null): Promise<number> {
  const [row] = await ground.test.database.sql<{ count: number }[]>`
    select count(*)::int as count from point_change
    where point_id = ${pointId ?? 0} or point_id is null`;
  return row?.count ?? -1;
}

async function findsAt(place: string): Promise<number> {
  const [row] = await ground.test.database.sql<{ count: number }[]>`
    select count(*)::int as count
    from signal
    join stop_result on stop_result.id = signal.stop_result_id
    join stop on stop.id = stop_result.stop_id
    where stop.label = ${place}`;
  return row?.count ?? -1;
}

const finish = (inspector: TestClient, route: RouteDetail, at: number) =>
  okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId: route.shifts[at]?.id }));

describe('what an unannounced route finds', () => {
  it('is nowhere in the register before every team is back, and whole in it afterwards', async () => {
    const route = await ground.published(6, { unannounced: true });
    const shiftId = route.shifts[0]?.id ?? 0;
    const [looked, suspicious] = stopsIn(route, shiftId);
    const pointIds = [looked?.pointId ?? null, suspicious?.pointId ?? null];
    const before = await Promise.all(pointIds.map(pointAt));
    const changes = await Promise.all(pointIds.map(changesOf));

    await okJson(record(ground.inspector, route, resultAt(looked?.id ?? 0)));
    const signs = resultAt(suspicious?.id ?? 0, { result: 'signs' });
    await okJson(record(ground.inspector, route, signs));
    const find = { result: 'signs', finishedAt: VISIT.finishedAt, resultId: KEY, note: null };
    const added = { key: KEY, shiftId, name: 'Quán dọc đường', place: [105.6, 21.25] };
    const unplanned = { ...added, result: find };
    await okJson(ground.inspector.post(`/api/routes/${route.id}/unplanned`, unplanned));
    await finish(ground.inspector, route, 0);
    await runJobs();

    expect(await Promise.all(pointIds.map(pointAt))).toEqual(before);
    const path = `/api/routes/${route.id}`;
    await expectProblem(await analyst.get(path), 'route.not_found');
    expect(await Promise.all(pointIds.map(changesOf))).toEqual(changes);
    expect(await findsAt('Quán dọc đường')).toBe(0);
    const mine = (await takenAlong(ground.inspector)).items.find((one) => one.routeId === route.id);
    expect(mine?.stops.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['done', 'done', 'done']),
    );

    await finish(ground.other, route, 1);
    await runJobs();
    await runJobs();

    expect((await analyst.get(path)).status).toBe(200);
    const after = await Promise.all(pointIds.map(pointAt));
    const checks = after.map(({ events }) => events.filter(({ kind }) => kind === 'checked'));
    expect(checks).toMatchObject([
      [{ effectiveOn: '2026-11-24', actorRole: 'inspector', detail: { result: 'no_sign' } }],
      [{ effectiveOn: '2026-11-24', actorRole: 'inspector', detail: { result: 'signs' } }],
    ]);
    expect(after[1]?.signals.map(({ origin }) => origin)).toEqual(['found']);
    expect(await findsAt('Quán dọc đường')).toBe(1);
  });

  it('is hidden with the route itself, which the city sees at once where it is announced', async () => {
    const open = await ground.published(6, { unannounced: false });
    expect((await analyst.get(`/api/routes/${open.id}`)).status).toBe(200);
  });

  it('is refused at once for what the register would refuse later', async () => {
    const route = await ground.published(6, { unannounced: true });
    const [stop] = stopsIn(route, route.shifts[0]?.id ?? 0);
    const future = resultAt(stop?.id ?? 0, { finishedAt: '2026-11-25T09:00:00.000Z' });
    await expectProblem(await record(ground.inspector, route, future), 'lifecycle.future_date');
  });
});
