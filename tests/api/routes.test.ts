import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AuditPage } from '#server/contract/audit.ts';
import type { CandidateList } from '#server/contract/candidate.ts';
import type { DroppedStop, RouteDetail, RouteList } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import { importRoads } from '#server/features/roads/commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import {
  arrange,
  draftRoute,
  edited,
  okJson,
  optimised,
  orderIn,
  publish,
  SHIFT,
} from '#tests/support/routes/route-acts.ts';
import { near, prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let test: PreparedRoutes['test'];
let planner: PreparedRoutes['planner'];
let second: PreparedRoutes['second'];
let inspector: PreparedRoutes['inspector'];
let teams: PreparedRoutes['teams'];
let filled: PreparedRoutes['filled'];
let arranged: PreparedRoutes['arranged'];

beforeAll(async () => {
  ({ test, planner, second, inspector, teams, filled, arranged } = await prepareRoutes());
});
afterAll(() => test.close());

describe('optimising', () => {
  const run = (body: Record<string, unknown>) => optimised(planner, { seconds: 1, ...body });

  it('gives an order for every team that can be taken as one edit and undone as one', async () => {
    const route = await filled(20);
    const told = await run({ routeId: route.id });
    const best = told.at(-1);
    expect(best?.phase).toBe('done');
    expect(best?.dropped).toEqual([]);
    const taken = await edited(planner, route, { kind: 'arrange', orders: best?.orders ?? [] });
    expect(orderIn(taken, null)).toEqual([]);
    expect(taken.stops).toHaveLength(20);
    expect(taken.plan.shifts.flatMap(({ problems }) => problems)).toEqual([]);
    const undone = await edited(planner, taken, {
      kind: 'restore',
      version: taken.undo ?? 0,
      side: 'before',
    });
    expect(orderIn(undone, null)).toHaveLength(20);
  });

  it('says why a stop found no room, and the remedy makes room', async () => {
    const route = await filled(4);
    const [stop] = route.stops;
    const skilled = await edited(planner, route, {
      kind: 'describe',
      stopId: stop?.id ?? 0,
      details: { skills: ['fire_safety'] },
    });
    const best = (await run({ routeId: skilled.id })).at(-1);
    expect(best?.dropped).toMatchObject([{ stopId: stop?.id, reason: 'skills_missing' }]);
    expect(best?.dropped[0]?.remedies[0]).toMatchObject({ code: 'add_skills' });
    expect(best?.orders.at(-1)).toEqual({ shiftId: null, stopIds: [stop?.id] });
  });

  it('tells with the route itself what is left out, and what it asks for makes it fit', async () => {
    const route = await filled(4);
    const narrow = await edited(
      planner,
      route,
      ...route.shifts.map(({ id }) => ({
        kind: 'shift' as const,
        shiftId: id,
        shift: { ...SHIFT, mostStops: 1 },
      })),
    );
    const best = (await run({ routeId: route.id })).at(-1);
    const taken = await edited(planner, narrow, { kind: 'arrange', orders: best?.orders ?? [] });
    expect(taken.plan.dropped.map(({ reason }) => reason)).toEqual([
      'too_many_stops',
      'too_many_stops',
    ]);
    const [{ stopId, shiftId, position, remedies }] = taken.plan.dropped as [DroppedStop];
    expect(remedies).toMatchObject([{ code: 'raise_max_stops', parameters: { maxStops: 2 } }]);
    const granted = await edited(
      planner,
      taken,
      { kind: 'shift', shiftId: shiftId ?? 0, shift: { ...SHIFT, mostStops: 2 } },
      { kind: 'move', stopId, shiftId, before: orderIn(taken, shiftId)[position ?? 0] ?? null },
    );
    expect(granted.plan.dropped.map((left) => left.stopId)).not.toContain(stopId);
    expect(
      granted.plan.shifts.flatMap((plan) => [
        ...plan.problems,
        ...plan.stops.flatMap(({ problems }) => problems),
      ]),
    ).toEqual([]);
  });

  it('fits new stops into what stands without touching its order, and leaves other teams alone', async () => {
    const route = await arranged(8);
    const [one = 0, two = 0] = route.shifts.map(({ id }) => id);
    const more = await edited(planner, route, near(4));
    const fitted = (await run({ routeId: route.id, scope: { kind: 'fit_new' } })).at(-1);
    const order = (shiftId: number) =>
      fitted?.orders.find((given) => given.shiftId === shiftId)?.stopIds ?? [];
    for (const shiftId of [one, two]) {
      const before = orderIn(more, shiftId);
      expect(order(shiftId).filter((id) => before.includes(id))).toEqual(before);
    }
    const alone = (await run({ routeId: route.id, scope: { kind: 'team', shiftId: one } })).at(-1);
    expect(alone?.orders.find(({ shiftId }) => shiftId === two)?.stopIds).toEqual(
      orderIn(more, two),
    );
  });

  it('searches for one account twice at the same time, refuses the third, and then serves it again', async () => {
    const { id: routeId } = await filled(20);
    const search = () => planner.post('/api/routes/optimise', { seconds: 1, routeId });
    const answers = await Promise.all([search(), search(), search()]);
    expect(answers.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 200, 429]);
    await Promise.all(answers.map((answer) => answer.text()));
    expect((await run({ routeId })).at(-1)?.phase).toBe('done');
  });

  it('fails in its last line with a code', async () => {
    expect((await run({ routeId: 999_999 })).at(-1)).toMatchObject({
      phase: 'failed',
      code: 'route.not_found',
    });
  });
});

describe('publishing', () => {
  it('needs teams with stops, the random share or a reason, and the version that was seen', async () => {
    const draft = await draftRoute(planner, teams);
    const post = (route: RouteDetail, more: object = {}) =>
      planner.post(`/api/routes/${route.id}/publish`, { version: route.version, ...more });
    await expectProblem(await post(draft), 'route.empty');
    const some = await okJson<CandidateList>(planner.get('/api/routes/candidates?limit=500'));
    const pointIds = some.items
      .filter(({ held }) => !held)
      .slice(0, 3)
      .flatMap(({ pointId }) => pointId ?? []);
    const added = await edited(planner, draft, { kind: 'add', way: { kind: 'points', pointIds } });
    const ready = await arrange(planner, added, [orderIn(added, null)]);
    const low = await expectProblem(await post(ready), 'route.random_share_low');
    expect(low.parameters).toMatchObject({ wanted: 1, drawn: 0 });
    await expectProblem(await post({ ...ready, version: 1 }), 'route.changed_meanwhile');
    const person = { randomShareReason: 'Theo ý anh Nguyễn Văn Nam' };
    await expectProblem(await post(ready, person), 'text.personal_data');
    const reason = 'Chỉ kiểm tra theo yêu cầu của Sở Y tế.';
    const published = await publish(planner, ready, { randomShareReason: reason });
    expect(published).toMatchObject({ state: 'published', randomShare: { reason } });
    const drawn = await edited(planner, published, { kind: 'add', way: { kind: 'random' } });
    expect(drawn.randomShare).toMatchObject({ wanted: 1, drawn: 1 });
    await publish(planner, drawn);
  });

  it('is refused after the day of the route, not on it', async () => {
    const ready = await arranged(2);
    const before = test.clock.now();
    const send = () => planner.post(`/api/routes/${ready.id}/publish`, { version: ready.version });
    test.clock.set('2026-11-25T17:00:00.000Z');
    await expectProblem(await send(), 'route.date_passed');
    // One second earlier it is still the 25th in the city.
    test.clock.set('2026-11-25T16:59:59.000Z');
    expect((await okJson<RouteDetail>(send())).state).toBe('published');
    test.clock.set(before);
  });

  it('is refused for a beginning on a day that has passed, by an unknown team, with words about persons', async () => {
    const body = { title: 'Hôm qua', onDate: '2026-11-23', kind: 'regular', unannounced: false };
    const shifts = [{ teamId: teams[0]?.id, shift: SHIFT }];
    await expectProblem(
      await planner.post('/api/routes', { ...body, shifts }),
      'route.date_passed',
    );
    const later = { ...body, onDate: '2026-11-25' };
    await expectProblem(
      await planner.post('/api/routes', { ...later, shifts: [{ teamId: 999, shift: SHIFT }] }),
      'route.team_unknown',
    );
    await expectProblem(
      await planner.post('/api/routes', { ...later, title: 'Gọi 0912 345 678', shifts }),
      'text.personal_data',
    );
  });

  it('is not told outside the team when the route is not announced', async () => {
    const made = await draftRoute(planner, [teams[0] as Team], { kind: 'unannounced' });
    const some = await edited(planner, made, near(2));
    const ready = await arrange(planner, some, [orderIn(some, null)]);
    const route = await publish(planner, ready);
    expect(route.unannounced).toBe(true);
    const ids = async (client: TestClient) =>
      (await okJson<RouteList>(client.get('/api/routes'))).items.map(({ id }) => id);
    expect(await ids(second)).toContain(route.id);
    expect(await ids(inspector)).toContain(route.id);
    for (const name of ['analyst', 'coordinator', 'leader', 'officer', 'inspector.two']) {
      const outsider = await test.as(name);
      expect(await ids(outsider)).not.toContain(route.id);
      for (const part of ['', '/ways', '/outcome', '.gpx']) {
        const answer = await outsider.get(`/api/routes/${route.id}${part}`);
        await expectProblem(answer, 'route.not_found');
      }
    }
    const auditor = await test.as('auditor');
    await okJson(inspector.get(`/api/routes/${route.id}`));
    const { items } = await okJson<{ items: { action: string; subjectId: string }[] }>(
      auditor.get('/api/audit?limit=20'),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'route.read', subjectId: String(route.id) }),
    );
  });
});

describe('a route as a file', () => {
  it.each([
    ['gpx', 'application/gpx+xml', '<gpx'],
    ['kml', 'application/vnd.google-earth.kml+xml', '<kml'],
    ['geojson', 'application/geo+json', 'FeatureCollection'],
    ['ics', 'text/calendar', 'BEGIN:VCALENDAR'],
  ])('is %s, watermarked, logged, of all teams or of one', async (format, type, word) => {
    const route = await arranged(4);
    const whole = await planner.get(`/api/routes/${route.id}.${format}`);
    expect(whole.headers.get('content-type')).toContain(type);
    const text = await whole.text();
    expect(text).toContain(word);
    const one = await planner.get(`/api/routes/${route.id}.${format}?shift=${route.shifts[0]?.id}`);
    expect((await one.text()).length).toBeLessThan(text.length);
    // Latest first: the file of one team, then that of all.
    const auditor = await test.as('auditor');
    const log = await okJson<AuditPage>(auditor.get(`/api/audit?action=export.route_${format}`));
    const [ofOne, ofAll] = log.items;
    const taken = { role: 'planner', subjectKind: 'route', subjectId: String(route.id) };
    const account = { username: 'planner' };
    expect(ofAll).toMatchObject({ ...taken, account, detail: { shiftId: null } });
    expect(ofOne).toMatchObject({ ...taken, account, detail: { shiftId: route.shifts[0]?.id } });
    // A file names who took it out and the line of the log that says so.
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain(`${ofAll?.account?.name} · nhật ký số ${ofAll?.seq} · BẢN`);
    await expectProblem(
      await planner.get(`/api/routes/${route.id}.${format}?shift=999999`),
      'route.not_found',
    );
    await expectProblem(await planner.get(`/api/routes/${route.id}.pdf`), 'request.invalid');
  });

  it('draws the way straight and says that it is approximate', async () => {
    const route = await arranged(4);
    const { items } = await okJson<{ items: { way: { approximate: boolean; legs: object[] } }[] }>(
      planner.get(`/api/routes/${route.id}/ways`),
    );
    expect(items).toHaveLength(2);
    // From the start through two stops to the end.
    expect(items[0]?.way).toMatchObject({ approximate: true });
    expect(items[0]?.way.legs).toHaveLength(3);
  });
});

describe('a road network of one corner of the city', () => {
  it('leaves no stop out: what lies off it is estimated, and that is said once', async () => {
    const { overpass } = osmFiles({
      nodes: [
        { id: 1, lon: 105.84, lat: 21.03 },
        { id: 2, lon: 105.841, lat: 21.03 },
      ],
      ways: [{ id: 1, nodes: [1, 2], tags: { highway: 'residential' } }],
    });
    await importRoads(test, null, {
      bytes: overpass,
      fileName: 'goc.json',
      source: 'Bản đồ thử',
      sourceDate: null,
      licence: null,
    });
    const { plan, stops, shifts } = await arranged(12);
    expect(stops).toHaveLength(12);
    const judged = [...plan.shifts, ...plan.shifts.flatMap(({ stops: own }) => own)];
    const problems = judged.flatMap((one) => one.problems);
    expect(problems.map(({ code }) => code)).not.toContain('unreachable');
    const [basis, ...others] = plan.basis;
    expect([basis?.source, others]).toEqual(['roads', []]);
    expect(basis?.estimated).toBeGreaterThanOrEqual(stops.length);
    expect(basis?.estimateOrigin).not.toBeNull();
    expect(shifts).toHaveLength(2);
  });
});
