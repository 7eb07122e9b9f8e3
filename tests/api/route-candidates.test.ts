import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CANDIDATE_TERMS, type CandidateList } from '#server/contract/candidate.ts';
import type { Team } from '#server/contract/team.ts';
import { drawAtRandom } from '#server/methods/random-draw.ts';
import { expectProblem } from '#tests/support/expect-problem.ts';
import { addTeam, draftRoute, edit, edited, okJson, SHIFT } from '#tests/support/route-acts.ts';
import { inside, top, routeGround, type RouteGround } from '#tests/support/route-ground.ts';

let test: RouteGround['test'];
let planner: RouteGround['planner'];
let second: RouteGround['second'];
let teams: RouteGround['teams'];
let filled: RouteGround['filled'];

beforeAll(async () => {
  ({ test, planner, second, teams, filled } = await routeGround());
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
    await okJson(planner.post(`/api/teams/${team.id}/retire`));
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
  it('are refused for a number of them that is none', async () => {
    await expectProblem(await planner.get('/api/routes/candidates?limit=0'), 'request.invalid');
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

  it('takes what a lasso encloses, though it crosses itself, and passes over what is on a route', async () => {
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
    expect(items.find(({ pointId }) => pointId === known[0])?.onRouteId).toBe(route.id);
    const free = items.find(({ onRouteId }) => onRouteId === null)?.pointId ?? 0;
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
