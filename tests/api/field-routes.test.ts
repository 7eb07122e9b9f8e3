import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RouteDetail } from '#server/contract/route.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import type { Team } from '#server/contract/team.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  draftRoute,
  edited,
  okJson,
  orderIn,
  record,
  resultAt,
  takenAlong,
  VISIT,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let test: PreparedRoutes['test'];
let planner: TestClient;
let inspector: TestClient;
let other: TestClient;
let teams: Team[];
let published: PreparedRoutes['published'];

beforeAll(async () => {
  ({ test, planner, inspector, other, teams, published } = await prepareRoutes(500));
});
afterAll(() => test.close());

const stopsOf = (list: FieldRouteList, routeId: number) =>
  list.items.filter((route) => route.routeId === routeId).flatMap(({ stops }) => stops);

describe('a team in the street', () => {
  it('takes its own stops along, whole, and learns nothing of the other team', async () => {
    const route = await published();
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const mine = await takenAlong(inspector);
    expect(stopsOf(mine, route.id).map(({ id }) => id)).toEqual(orderIn(route, one));
    expect(stopsOf(mine, route.id)[0]?.plannedStart).toBeGreaterThanOrEqual(480 * 60);
    const detail = await okJson<RouteDetail>(inspector.get(`/api/routes/${route.id}`));
    expect(detail.shifts.map(({ id }) => id)).toEqual([one]);
    expect(detail.stops.map(({ shiftId }) => shiftId)).not.toContain(two);
    const foreign = route.stops.find(({ shiftId }) => shiftId === two);
    const refused = await record(inspector, route, resultAt(foreign?.id ?? 0));
    await expectProblem(refused, 'route.stop_unknown');
    await expectProblem(await inspector.get(`/api/points/${foreign?.pointId}`), 'point.not_found');
    const own = route.stops.find(({ shiftId }) => shiftId === one);
    expect((await inspector.get(`/api/points/${own?.pointId}`)).status).toBe(200);
  });

  it('records a look that is a check of the place, with results and checklist of the business', async () => {
    const route = await published();
    const [stop] = stopsOf(await takenAlong(inspector), route.id);
    const body = resultAt(stop?.id ?? 0, {
      inspection: 'reminder',
      checklist: { labour_contracts: 'no', fire_safety: 'yes' },
    });
    const list = await okJson<FieldRouteList>(record(inspector, route, body));
    expect(stopsOf(list, route.id)[0]).toMatchObject({
      state: 'done',
      result: { result: 'no_sign', inspection: 'reminder', checklist: { labour_contracts: 'no' } },
    });
    const point = await okJson<{ events: { kind: string }[] }>(
      inspector.get(`/api/points/${stop?.pointId}`),
    );
    expect(point.events.map(({ kind }) => kind)).toContain('checked');
    // The same body again, as a device sends it that never heard the answer.
    await okJson(record(inspector, route, body));
    const [row] = await test.database.sql<{ checks: number }[]>`
      select count(*)::int as checks
      from event where point_id = ${stop?.pointId ?? 0} and kind = 'checked'`;
    expect(row?.checks).toBe(1);
    const next = stopsOf(list, route.id)[1]?.id ?? 0;
    await expectProblem(
      await record(inspector, route, { ...body, stopId: next }),
      'route.result_id_taken',
    );
  });

  it('raises a found suspicion by signs, and never a status', async () => {
    const route = await published();
    const stop = stopsOf(await takenAlong(inspector), route.id)[0];
    await okJson(record(inspector, route, resultAt(stop?.id ?? 0, { result: 'signs' })));
    const point = await okJson<{ status: string; signals: { origin: string }[] }>(
      planner.get(`/api/points/${stop?.pointId}`),
    );
    expect(point.status).toBe('eliminated');
    expect(point.signals.map(({ origin }) => origin)).toContain('found');
  });

  it('says why it could not look, in words about places alone', async () => {
    const route = await published();
    const stop = stopsOf(await takenAlong(inspector), route.id)[0]?.id ?? 0;
    const vain = { result: 'could_not_check', inspection: null };
    await expectProblem(await record(inspector, route, resultAt(stop, vain)), 'request.invalid');
    const wordless = resultAt(stop, { ...vain, obstacle: 'other' });
    await expectProblem(await record(inspector, route, wordless), 'request.invalid');
    const person = resultAt(stop, { ...vain, obstacle: 'other', reason: 'Gặp chị Trần Thị Hoa' });
    await expectProblem(await record(inspector, route, person), 'text.personal_data');
    const future = resultAt(stop, { finishedAt: '2026-11-25T09:00:00.000Z' });
    await expectProblem(await record(inspector, route, future), 'lifecycle.future_date');
    const list = await okJson<FieldRouteList>(
      record(inspector, route, resultAt(stop, { ...vain, obstacle: 'closed' })),
    );
    expect(stopsOf(list, route.id)[0]?.state).toBe('could_not_check');
  });

  it('keeps what was seen though the place has moved on meanwhile', async () => {
    const route = await published();
    const stop = stopsOf(await takenAlong(inspector), route.id)[0];
    await test.database.sql`
      update point set status = 'recurring' where id = ${stop?.pointId ?? 0}`;
    const list = await okJson<FieldRouteList>(record(inspector, route, resultAt(stop?.id ?? 0)));
    expect(stopsOf(list, route.id)[0]?.state).toBe('done');
  });

  it('adds a stop that nobody had planned, once, and gives it a result', async () => {
    const route = await published();
    const shiftId = route.shifts[0]?.id ?? 0;
    const body = { key: randomUUID(), shiftId, name: 'Quán ven hồ', place: [105.85, 21.03] };
    const add = (client: TestClient, given: object) =>
      client.post(`/api/routes/${route.id}/unplanned`, given);
    await okJson(add(inspector, body));
    const stops = stopsOf(await okJson<FieldRouteList>(add(inspector, body)), route.id);
    const extra = stops.filter(({ unplanned }) => unplanned);
    expect(extra).toMatchObject([{ name: 'Quán ven hồ', pointId: null, plannedStart: null }]);
    await okJson(record(inspector, route, resultAt(extra[0]?.id ?? 0)));
    await expectProblem(await add(other, body), 'route.stop_unknown');
    const person = { ...body, key: randomUUID(), name: 'Nhà ông Lê Văn Ba' };
    await expectProblem(await add(inspector, person), 'text.personal_data');
  });

  it('tells what was found at such a stop along with it, once, and also after the day has ended', async () => {
    const route = await published();
    const shiftId = route.shifts[0]?.id ?? 0;
    const found = {
      resultId: randomUUID(),
      finishedAt: VISIT.finishedAt,
      result: 'signs',
      note: null,
    };
    const at = { shiftId, name: 'Nhà trọ cuối ngõ', place: [105.85, 21.03] };
    const add = (given: object) => inspector.post(`/api/routes/${route.id}/unplanned`, given);
    const body = { ...at, key: randomUUID(), result: found };
    await okJson(add(body));
    const list = await okJson<FieldRouteList>(add(body));
    const extra = stopsOf(list, route.id).filter(({ unplanned }) => unplanned);
    expect(extra).toMatchObject([{ state: 'done', result: { result: 'signs' } }]);
    await expectProblem(await add({ ...body, key: randomUUID() }), 'route.result_id_taken');
    await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId }));
    const another = (finishedAt: string) =>
      add({ ...at, key: randomUUID(), result: { ...found, resultId: randomUUID(), finishedAt } });
    const late = stopsOf(await okJson<FieldRouteList>(another(VISIT.finishedAt)), route.id);
    expect(late.filter(({ unplanned, state }) => unplanned && state === 'done')).toHaveLength(2);
    await expectProblem(await another('2026-11-24T03:30:00.000Z'), 'route.shift_finished');
  });

  it('ends its day once, and puts off or refuses what it adds in the same moment', async () => {
    const route = await published();
    const shiftId = route.shifts[0]?.id ?? 0;
    const finish = () => inspector.post(`/api/routes/${route.id}/finish`, { shiftId });
    const add = () => {
      const body = { key: randomUUID(), shiftId, name: 'Lúc tan ca', place: [105.85, 21.03] };
      return inspector.post(`/api/routes/${route.id}/unplanned`, body);
    };
    const ends = Promise.all([finish(), finish(), finish()]);
    const added = await Promise.all(Array.from({ length: 8 }, add));
    const statuses = (await ends).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    const stops = stopsOf(await takenAlong(inspector), route.id);
    expect(stops.filter(({ state }) => state !== 'carried')).toEqual([]);
    const kept = added.filter(({ ok }) => ok).length;
    expect(stops.filter(({ unplanned }) => unplanned)).toHaveLength(kept);
  });

  it('ends its day, puts off the rest, and the next route takes it up', async () => {
    const route = await published();
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const stop = stopsOf(await takenAlong(inspector), route.id)[0]?.id ?? 0;
    const late = resultAt(stopsOf(await takenAlong(inspector), route.id)[1]?.id ?? 0);
    await okJson(record(inspector, route, resultAt(stop)));
    const finish = (client: TestClient, shiftId: number) =>
      client.post(`/api/routes/${route.id}/finish`, { shiftId });
    await expectProblem(await finish(inspector, two), 'route.stop_unknown');
    await okJson(finish(inspector, one));
    await expectProblem(await finish(inspector, one), 'route.shift_finished');
    const more = { key: randomUUID(), shiftId: one, name: 'Sau giờ', place: [105.8, 21] };
    await expectProblem(
      await inspector.post(`/api/routes/${route.id}/unplanned`, more),
      'route.shift_finished',
    );
    const after = resultAt(stop, { finishedAt: '2026-11-24T03:01:00.000Z' });
    await expectProblem(await record(inspector, route, after), 'route.shift_finished');
    // Made before the end and sent after it, from a phone that had no network.
    await okJson(record(inspector, route, late));
    const open = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
    expect(open).toMatchObject({ state: 'published', carried: expect.any(Number) });
    await okJson(finish(other, two));
    const done = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
    expect(done.state).toBe('done');
    expect(done.mayPlan).toBe(false);
    const edit = { version: done.version, operations: [{ kind: 'remove', stopIds: [stop] }] };
    await expectProblem(await planner.post(`/api/routes/${route.id}/edits`, edit), 'route.done');
    const check = `/api/routes/${route.id}/move-check?stopId=${stop}`;
    await expectProblem(await planner.get(check), 'route.done');
    const again = { version: done.version };
    await expectProblem(await planner.post(`/api/routes/${route.id}/publish`, again), 'route.done');
    const draft = await draftRoute(planner, teams);
    const waiting = draft.carried;
    expect(waiting).toBeGreaterThanOrEqual(4);
    const next = await edited(planner, draft, { kind: 'add', way: { kind: 'carried' } });
    expect(next.stops).toHaveLength(waiting);
    expect(next.carried).toBe(0);
  });

  it('has no say in a draft, and nobody else in its results', async () => {
    const draft = await draftRoute(planner, teams);
    expect((await takenAlong(inspector)).items.map(({ routeId }) => routeId)).not.toContain(
      draft.id,
    );
    await expectProblem(await record(inspector, draft, resultAt(1)), 'route.not_found');
    await expectProblem(await record(planner, draft, resultAt(1)), 'permission.denied');
    const finish = await inspector.post('/api/routes/999999/finish', { shiftId: 1 });
    await expectProblem(finish, 'route.not_found');
    const more = { key: randomUUID(), shiftId: 1, name: 'Ở đâu đó', place: [105.8, 21] };
    await expectProblem(
      await inspector.post('/api/routes/999999/unplanned', more),
      'route.not_found',
    );
  });

  it('may no longer have a stop moved from it that has a result', async () => {
    const route = await published();
    const stop = stopsOf(await takenAlong(inspector), route.id)[0]?.id ?? 0;
    await okJson(record(inspector, route, resultAt(stop)));
    const operations = [{ kind: 'move', stopId: stop, shiftId: null, before: null }];
    await expectProblem(
      await planner.post(`/api/routes/${route.id}/edits`, { version: route.version, operations }),
      'route.stop_has_result',
    );
    const check = await planner.get(`/api/routes/${route.id}/move-check?stopId=${stop}`);
    await expectProblem(check, 'route.stop_has_result');
  });
});

describe('plan against result', () => {
  it('counts what was kept, late, put off and found an hour, with random stops apart', async () => {
    const route = await published(10);
    const [one = 0] = route.shifts.map(({ id }) => id);
    const stops = stopsOf(await takenAlong(inspector), route.id);
    const [first, second] = stops;
    await okJson(record(inspector, route, resultAt(first?.id ?? 0, { result: 'signs' })));
    await okJson(
      record(
        inspector,
        route,
        resultAt(second?.id ?? 0, {
          arrivedAt: '2026-11-24T02:30:00.000Z',
          finishedAt: '2026-11-24T02:45:00.000Z',
        }),
      ),
    );
    await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId: one }));
    const outcome = await okJson<RouteOutcome>(planner.get(`/api/routes/${route.id}/outcome`));
    expect(outcome.all).toMatchObject({ planned: 10, visited: 2, carried: 3, open: 5, signs: 1 });
    expect(outcome.all.hours).toBeCloseTo(1.5, 9);
    expect(outcome.all.foundPerHour).toBeCloseTo(1 / 1.5, 9);
    const random = route.stops.filter((stop) => stop.random).length;
    expect(random).toBe(1);
    expect(outcome.random.planned).toBe(random);
    expect(outcome.ranked.planned).toBe(10 - random);
    const delayed = outcome.stops.find(({ id }) => id === second?.id);
    expect(delayed?.delay).toBe(
      (Date.parse('2026-11-24T02:30:00.000Z') - Date.parse('2026-11-23T17:00:00.000Z')) / 1_000 -
        (second?.plannedStart ?? 0),
    );
  });
});
