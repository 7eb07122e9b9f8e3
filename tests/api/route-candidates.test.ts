import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CANDIDATE_TERMS, type CandidateList } from '#server/contract/candidate.ts';
import { POINT_STATUSES, type PointPage } from '#server/contract/point.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { Team, TeamList } from '#server/contract/team.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';
import { drawAtRandom } from '#server/features/routes/add-stop-commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edit,
  edited,
  okJson,
  orderIn,
  publish,
  record,
  resultAt,
  SHIFT,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';
import {
  inside,
  near,
  top,
  prepareRoutes,
  type PreparedRoutes,
} from '#tests/support/routes/prepared-routes.ts';

let test: PreparedRoutes['test'];
let planner: PreparedRoutes['planner'];
let second: PreparedRoutes['second'];
let teams: PreparedRoutes['teams'];
let inspector: PreparedRoutes['inspector'];
let filled: PreparedRoutes['filled'];
let arranged: PreparedRoutes['arranged'];

beforeAll(async () => {
  ({ test, planner, second, inspector, teams, filled, arranged } = await prepareRoutes());
});
afterAll(() => test.close());

describe('teams', () => {
  it('are written as a whole, and not over what somebody else has just written', async () => {
    const team = await addTeam(planner, 'Tổ Ba', []);
    const body = {
      name: 'Tổ Ba mới',
      skills: ['health'],
      memberIds: [],
      templates: [],
      version: 1,
    };
    const list = await okJson<{ items: Team[] }>(planner.post(`/api/teams/${team.id}`, body));
    expect(list.items.find(({ id }) => id === team.id)).toMatchObject({
      name: 'Tổ Ba mới',
      skills: ['health'],
      version: 2,
      templates: [],
    });
    await expectProblem(
      await planner.post(`/api/teams/${team.id}`, body),
      'team.changed_meanwhile',
    );
    await expectProblem(
      await planner.post('/api/teams', { ...body, name: 'tổ hai' }),
      'team.name_taken',
    );
    const stranger = { ...body, name: 'Tổ Lạ', memberIds: [planner.account?.accountId] };
    await expectProblem(await planner.post('/api/teams', stranger), 'team.member_unknown');
    const person = { ...body, name: 'Tổ của anh Nguyễn Văn Nam' };
    await expectProblem(await planner.post('/api/teams', person), 'text.personal_data');
    const left = await okJson<TeamList>(planner.post(`/api/teams/${team.id}/retire`));
    expect(left.items.map(({ name }) => name)).toEqual(['Tổ Hai', 'Tổ Một']);
    expect(left.inspectors.map(({ accountId }) => accountId)).toContain(
      inspector.account?.accountId,
    );
    await expectProblem(await planner.post(`/api/teams/${team.id}/retire`), 'team.not_found');
    await expectProblem(await planner.post(`/api/teams/${team.id}`, body), 'team.not_found');
  });

  it('have hours that run forward, with the break inside', async () => {
    const template = (shift: object) => ({
      name: 'Tổ Giờ',
      skills: [],
      memberIds: [],
      templates: [{ name: 'Ca', shift: { ...SHIFT, ...shift } }],
      version: 0,
    });
    for (const wrong of [{ endsAt: 480 }, { rest: { from: 900, to: 1_100, minutes: 30 } }]) {
      await expectProblem(await planner.post('/api/teams', template(wrong)), 'request.invalid');
    }
  });
});

describe('candidates', () => {
  it('are refused for a number of them, and for a route, that is none', async () => {
    await expectProblem(await planner.get('/api/routes/candidates?limit=0'), 'request.invalid');
    const ofNone = await planner.get('/api/routes/candidates?route=999999');
    await expectProblem(ofNone, 'route.not_found');
  });

  it('are ranked by terms that are all shown, and by weights that an account keeps', async () => {
    const first = await okJson<CandidateList>(planner.get('/api/routes/candidates?limit=500'));
    expect(first.total).toBe(3_000);
    expect(first.weightsOrigin).toContain('do đơn vị cấu hình');
    expect(first.hazardOrigin).toContain('giả định');
    const scores = first.items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Object.keys(first.items[0]?.terms ?? {}).toSorted()).toEqual([
      'due',
      'hazard',
      'severity',
      'suspicion',
      'unseen',
    ]);
    const weights = {
      ...Object.fromEntries(CANDIDATE_TERMS.map((term) => [term, 0])),
      severity: 5,
    };
    await okJson(second.post('/api/routes/candidates/weights', weights));
    const own = await okJson<CandidateList>(second.get('/api/routes/candidates'));
    expect(own).toMatchObject({ weights, weightsOrigin: null });
    expect(own.items[0]?.score).toBe(own.items[0]?.terms.severity);
    const others = await okJson<CandidateList>(planner.get('/api/routes/candidates'));
    expect(others.weights).toEqual(first.weights);
  });

  it('are those of the communes or of the part of the map that is asked for', async () => {
    const ask = (query: string) =>
      okJson<CandidateList>(planner.get(`/api/routes/candidates?${query}`));
    const here = await ask('commune=00070');
    expect(here.total).toBeGreaterThan(0);
    expect(here.items.every(({ communes }) => communes[0]?.code === '00070')).toBe(true);
    const anchor = here.items[0]?.anchor ?? [0, 0];
    const box = [anchor[0] - 1e-6, anchor[1] - 1e-6, anchor[0] + 1e-6, anchor[1] + 1e-6];
    expect((await ask(`bbox=${box.join()}`)).items.map(({ pointId }) => pointId)).toContain(
      here.items[0]?.pointId,
    );
  });
});

describe('adding to a route', () => {
  it('draws the random share along with the best, marked, and says the same for the same seed', async () => {
    const route = await filled(40);
    expect(route.stops).toHaveLength(40);
    expect(route.stops.filter(({ random }) => random)).toHaveLength(4);
    expect(route.randomShare).toMatchObject({ share: 0.1, wanted: 4, drawn: 4 });
    const [draw] = await test.database.sql<{ seed: number; pool: number[]; drawn: number[] }[]>`
      select seed, pool, drawn from route_draw where route_id = ${route.id}`;
    expect(drawAtRandom(draw?.pool ?? [], 4, draw?.seed ?? 0)).toEqual(draw?.drawn);
    const best = new Set(route.stops.filter(({ random }) => !random).map((stop) => stop.pointId));
    expect(draw?.drawn.some((id) => best.has(id))).toBe(false);
  });

  it('takes what a lasso encloses, though it crosses itself, and passes over what it has', async () => {
    const bow: [number, number][] = [
      [105.7, 20.9],
      [105.95, 21.15],
      [105.95, 20.9],
      [105.7, 21.15],
      [105.7, 20.9],
    ];
    const draft = await draftRoute(planner, teams);
    const { route, added } = await edit(planner, draft, inside(bow, 12));
    expect(added).toBe(12);
    expect(
      route.stops.every(
        ({ place: [lon, lat] }) => Math.abs(lon - 105.825) >= Math.abs(lat - 21.025) - 1e-9,
      ),
    ).toBe(true);
    const known = route.stops.slice(0, 2).map(({ pointId }) => pointId ?? 0);
    const { items } = await okJson<CandidateList>(planner.get('/api/routes/candidates?limit=500'));
    expect(items.find(({ pointId }) => pointId === known[0])?.wantedBy).toContainEqual(
      expect.objectContaining({ routeId: route.id }),
    );
    const free = items.find(({ wantedBy }) => wantedBy.length === 0)?.pointId ?? 0;
    const named = { kind: 'points' as const, pointIds: [...known, free] };
    const more = await edit(planner, route, { kind: 'add', way: named });
    expect(more).toMatchObject({ added: 1, passedOver: 2 });
  });

  it('is refused when nothing is left to add, or too much', async () => {
    const route = await filled(3);
    const known = route.stops.map(({ pointId }) => pointId ?? 0);
    const post = (operation: object) =>
      planner.post(`/api/routes/${route.id}/edits`, {
        version: route.version,
        operations: [operation],
      });
    await expectProblem(
      await post({ kind: 'add', way: { kind: 'points', pointIds: known } }),
      'route.nothing_to_add',
    );
    const full = await edited(planner, await draftRoute(planner, teams), top(200));
    expect(full.stops).toHaveLength(200);
    const over = { version: full.version, operations: [top(1)] };
    await expectProblem(
      await planner.post(`/api/routes/${full.id}/edits`, over),
      'route.too_many_stops',
    );
  });
});

/** Reads the numbers of the points in a map tile. */
async function idsInTile(client: TestClient, address: string): Promise<number[]> {
  const bytes = Buffer.from(await (await client.get(address)).arrayBuffer());
  const layer = new VectorTile(new PbfReader(gunzipSync(bytes))).layers[POINTS_LAYER];
  return Array.from({ length: layer?.length ?? 0 }, (_, place) =>
    Number(layer?.feature(place).id),
  ).toSorted((a, b) => a - b);
}

describe('an inspector who goes out with a team', () => {
  it('sees on list, map, timeline and file the points of its own stops and no others', async () => {
    await test.deps.points.reload();
    const member = await test.as('inspector.alone', { role: 'inspector' });
    const crew = [await addTeam(planner, 'Tổ Riêng', [member]), ...teams.slice(1)];
    const draft = await edited(planner, await draftRoute(planner, crew), near(6));
    const [one = 0] = draft.shifts.map(({ id }) => id);
    const ids = orderIn(draft, null);
    const ready = await arrange(planner, draft, [ids.slice(0, 3), ids.slice(3)]);
    const route = await publish(planner, ready);
    const own = route.stops
      .filter(({ shiftId }) => shiftId === one)
      .map(({ pointId }) => pointId ?? 0)
      .toSorted((a, b) => a - b);
    expect(own).toHaveLength(3);
    const all = `status=${POINT_STATUSES.join()}`;
    const page = await okJson<PointPage>(member.get(`/api/points?${all}&limit=500`));
    expect([page.total, page.items.map(({ id }) => id).toSorted((a, b) => a - b)]).toEqual([
      3,
      own,
    ]);
    const shapes = await okJson<{ features: { properties: { id: number } }[] }>(
      member.get(`/api/points.geojson?${all}`),
    );
    expect(
      shapes.features.map(({ properties }) => properties.id).toSorted((a, b) => a - b),
    ).toEqual(own);
    expect(await idsInTile(member, `/api/tiles/points/0/0/0.mvt?${all}`)).toEqual(own);
    const { total } = await okJson<{ total: number }>(member.get(`/api/timeline?${all}`));
    // Each of the closed places was listed and closed once.
    expect(total).toMatchObject({ listed: 3, eliminated: 3 });
  });

  it('keeps the planned time of a visited place however often the route is published again', async () => {
    const route = await publish(planner, await arranged(4));
    const [one = 0] = route.shifts.map(({ id }) => id);
    const stopsTold = async () =>
      (await takenAlong(inspector)).items
        .filter((told) => told.routeId === route.id)
        .flatMap(({ stops }) => stops);
    const [done, open] = await stopsTold();
    await okJson(record(inspector, route, resultAt(done?.id ?? 0)));
    // The second time the hours of the first must not have become the planned ones.
    for (const minutesLater of [60, 30]) {
      const current = await okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));
      const shift = { ...SHIFT, startsAt: SHIFT.startsAt + minutesLater };
      const changed = { kind: 'shift', shiftId: one, shift } as const;
      await publish(planner, await edited(planner, current, changed));
    }
    const again = await stopsTold();
    const startOf = (id: number | undefined) => again.find((stop) => stop.id === id)?.plannedStart;
    expect(startOf(done?.id)).toBe(done?.plannedStart);
    expect(startOf(open?.id)).toBeGreaterThan(open?.plannedStart ?? Infinity);
  });
});
