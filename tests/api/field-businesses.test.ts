import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type {
  InspectionObjectDetail,
  InspectionQuotaList,
} from '#server/contract/inspection-object.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import { ROUTE_JOBS } from '#server/features/routes/held-result-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import {
  prepareBusinesses,
  objects,
  type PreparedBusinesses,
} from '#tests/support/routes/prepared-businesses.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  arrange,
  draftRoute,
  edited,
  okJson,
  publish,
  record,
  resultAt,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import { top } from '#tests/support/routes/prepared-routes.ts';

let ground: PreparedBusinesses;
let clean: InspectionObjectDetail;
let due: InspectionObjectDetail;

beforeAll(async () => {
  ground = await prepareBusinesses();
  ({ clean, due } = ground);
});
afterAll(() => ground.test.close());

/** Published for today, the businesses with the first team, points with the second. */
async function published(
  ids: readonly number[],
  more: Record<string, unknown> = {},
): Promise<RouteDetail> {
  const draft = await draftRoute(ground.planner, ground.teams, { onDate: '2026-11-24', ...more });
  const added = await edited(ground.planner, draft, objects(...ids), top(2));
  const businesses = added.stops.filter((stop) => ids.includes(stop.objectId ?? 0));
  const others = added.stops.filter((stop) => !businesses.includes(stop));
  const lists = [businesses, others].map((stops) => stops.map(({ id }) => id));
  const arranged = await arrange(ground.planner, added, lists);
  return publish(ground.planner, arranged, { randomShareReason: 'Chỉ thử nghiệm' });
}

const stopAt = (route: RouteDetail, objectId: number) =>
  route.stops.find((stop) => stop.objectId === objectId)?.id ?? 0;
const objectOf = (id: number, by = ground.planner) =>
  okJson<InspectionObjectDetail>(by.get(`/api/inspection-objects/${id}`));

describe('a team at a business', () => {
  it('sees it through its own published route alone', async () => {
    const { inspector, test } = ground;
    const other = await test.as('inspector.three', { role: 'inspector' });
    await expectProblem(
      await inspector.get(`/api/inspection-objects/${clean.id}`),
      'inspection_object.not_found',
    );
    const route = await published([clean.id]);
    expect(await objectOf(clean.id, inspector)).toMatchObject({ name: clean.name });
    await expectProblem(
      await other.get(`/api/inspection-objects/${clean.id}`),
      'inspection_object.not_found',
    );
    await expectProblem(
      await inspector.get(`/api/inspection-objects/${due.id}`),
      'inspection_object.not_found',
    );
    const [stop] = (await takenAlong(inspector)).items
      .filter(({ routeId }) => routeId === route.id)
      .flatMap(({ stops }) => stops);
    expect(stop).toMatchObject({
      objectId: clean.id,
      address: 'Phố Thử',
      business: true,
      communes: [expect.stringContaining('Hoàn Kiếm')],
    });
  });

  it('records a visit of the kind of the route, which counts for the quota once the route is done, and once', async () => {
    const { inspector, planner } = ground;
    const fresh = await ground.addObject('Quán bar Đêm', 0.0006);
    const before = await okJson<InspectionQuotaList>(planner.get('/api/inspection-quotas'));
    const route = await published([fresh.id], { kind: 'unannounced' });
    const stop = stopAt(route, fresh.id);
    await expectProblem(await record(ground.inspector, route, resultAt(stop)), 'request.invalid');
    const body = resultAt(stop, {
      inspection: 'violation_record',
      checklist: { labour_contracts: 'no' },
      note: 'Hợp đồng lao động còn thiếu',
    });
    await okJson(record(ground.inspector, route, body));
    await okJson(record(ground.inspector, route, body));
    expect((await objectOf(fresh.id)).inspections).toEqual([]);
    for (const [at, of] of [inspector, ground.other].entries()) {
      const shiftId = route.shifts[at]?.id;
      await okJson(of.post(`/api/routes/${route.id}/finish`, { shiftId }));
    }
    await jobRunner(ground.test.deps, ROUTE_JOBS)();
    const seen = await objectOf(fresh.id);
    expect(seen.inspections).toMatchObject([
      {
        kind: 'unannounced',
        result: 'violation_record',
        inspectedOn: '2026-11-24',
        note: 'Hợp đồng lao động còn thiếu',
      },
    ]);
    const quotaOf = (list: InspectionQuotaList) =>
      list.items.find(({ communeId }) => communeId === fresh.communeId)?.inspected ?? 0;
    const after = await okJson<InspectionQuotaList>(planner.get('/api/inspection-quotas'));
    expect(quotaOf(after)).toBe(quotaOf(before) + 1);
    const address = `/api/routes/${route.id}/outcome`;
    const outcome = await okJson<RouteOutcome>(planner.get(address));
    expect(outcome.all).toMatchObject({ visited: 1, findings: 1, signs: 0 });
    // Less than an hour was seen: no figure, and what it would take.
    expect(outcome.all.hours).toBeCloseTo(25 / 60, 6);
    expect(outcome).toMatchObject({ rateFromMinutes: 60, all: { foundPerHour: null } });
    expect(outcome.quotas).toEqual([
      expect.objectContaining({ quota: 30, inspected: quotaOf(after), onRoute: 1 }),
    ]);
    expect((await okJson<RouteOutcome>(inspector.get(address))).quotas).toEqual([]);
  });

  it('says in words why nobody could inspect, which is no visit that counts', async () => {
    const closed = await ground.addObject('Cà phê Khép', 0.0008);
    const route = await published([closed.id]);
    const vain = resultAt(stopAt(route, closed.id), {
      result: 'could_not_check',
      obstacle: 'closed',
      reason: 'Khóa cửa ngoài',
    });
    const list = await okJson<FieldRouteList>(record(ground.inspector, route, vain));
    const stops = list.items.flatMap(({ stops: all }) => all);
    expect(stops.find(({ objectId }) => objectId === closed.id)?.state).toBe('could_not_check');
    const seen = await objectOf(closed.id);
    expect(seen).toMatchObject({ visitsThisYear: 0, needs: ['not_inspected'] });
    expect(seen.inspections[0]).toMatchObject({
      result: 'could_not_inspect',
      obstacle: 'Cơ sở đóng cửa: Khóa cửa ngoài',
    });
  });

  it('keeps what was seen though the business has closed meanwhile', async () => {
    const gone = await ground.addObject('Bida Cũ', 0.001);
    const route = await published([gone.id]);
    const body = { version: gone.version, closedOn: '2026-11-24', reason: 'Trả mặt bằng' };
    await okJson(ground.planner.post(`/api/inspection-objects/${gone.id}/close`, body));
    const result = resultAt(stopAt(route, gone.id), { inspection: 'closed_down' });
    const list = await okJson<FieldRouteList>(record(ground.inspector, route, result));
    const stops = list.items.flatMap(({ stops: all }) => all);
    expect(stops.find(({ objectId }) => objectId === gone.id)?.state).toBe('done');
    expect((await objectOf(gone.id)).inspections).toEqual([]);
  });

  it('raises a found signal by signs, which the measures give to a closed point nearby', async () => {
    const { planner, test } = ground;
    const [near] = await test.database.sql<{ id: number; longitude: number; latitude: number }[]>`
      select id, st_x(anchor) as longitude, st_y(anchor) as latitude from point order by id limit 1`;
    const beside = await okJson<InspectionObjectDetail>(
      planner.post('/api/inspection-objects', {
        name: 'Nhà nghỉ Bên Cạnh',
        category: 'NN',
        address: null,
        position: [(near?.longitude ?? 0) + 0.00005, near?.latitude],
      }),
    );
    const route = await published([beside.id]);
    const result = resultAt(stopAt(route, beside.id), { result: 'signs', inspection: 'reminder' });
    await okJson(record(ground.inspector, route, result));
    const point = await okJson<{
      status: string;
      signals: { origin: string; state: string }[];
    }>(planner.get(`/api/points/${near?.id}`));
    expect(point.status).toBe('eliminated');
    expect(point.signals).toMatchObject([{ origin: 'found', state: 'suspected' }]);
  });

  it('leaves what it did not reach to the next route', async () => {
    const { inspector, planner, teams } = ground;
    const left = await ground.addObject('Khách sạn Chờ', 0.0012);
    const route = await published([left.id]);
    const shiftId = route.shifts[0]?.id;
    await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId }));
    const draft = await draftRoute(planner, teams);
    const next = await edited(planner, draft, { kind: 'add', way: { kind: 'carried' } });
    expect(next.stops.map(({ objectId }) => objectId)).toContain(left.id);
  });
});
