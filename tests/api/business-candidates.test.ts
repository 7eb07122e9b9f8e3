import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CandidateList } from '#server/contract/candidate.ts';
import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import { drawAtRandom } from '#server/features/routes/add-stop-commands.ts';
import {
  prepareBusinesses,
  LATITUDE,
  LONGITUDE,
  objects,
  type PreparedBusinesses,
} from '#tests/support/routes/prepared-businesses.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { draftRoute, edit, edited, okJson } from '#tests/support/routes/route-acts.ts';
import { inside, top } from '#tests/support/routes/prepared-routes.ts';

let ground: PreparedBusinesses;
let unseen: InspectionObjectDetail;
let clean: InspectionObjectDetail;
let due: InspectionObjectDetail;

beforeAll(async () => {
  ground = await prepareBusinesses();
  ({ unseen, clean, due } = ground);
});
afterAll(() => ground.test.close());

const ask = (query: string, by = ground.planner) =>
  okJson<CandidateList>(by.get(`/api/routes/candidates?limit=500&${query}`));

describe('businesses among the candidates', () => {
  it('are ranked together with points, by terms of their own that are all shown', async () => {
    const { items, total } = await ask('');
    expect(total).toBe(303);
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const found = (id: number) => items.find(({ objectId }) => objectId === id);
    expect(found(unseen.id)).toMatchObject({
      kind: 'business',
      pointId: null,
      status: null,
      hazard: null,
      neverSeen: true,
      communes: [{ code: '00070' }],
      quota: { quota: 30, inspected: 2 },
    });
    // 328 of 365 days are over; 26.96 businesses should have been inspected by now, two are.
    expect(found(unseen.id)?.terms.not_inspected).toBeCloseTo(328 / 365, 9);
    expect(found(unseen.id)?.terms.quota).toBeCloseTo(1 - 2 / ((30 * 328) / 365), 9);
    expect(found(unseen.id)?.terms).not.toHaveProperty('hazard');
    expect(found(due.id)?.terms).toMatchObject({ not_inspected: 0, reinspection: 1, quota: 0 });
    expect(found(clean.id)?.score).toBe(0);
    expect(items.find(({ kind }) => kind === 'point')?.terms).not.toHaveProperty('quota');
  });

  it('follow the weights that an account keeps, and old ones say nothing of new terms', async () => {
    const { second, test } = ground;
    const first = await ask('only=business', second);
    expect(first.items.map(({ objectId }) => objectId)).toEqual([due.id, unseen.id, clean.id]);
    expect(first.weightsOrigin).toContain('xếp thứ tự cơ sở');
    const weights = { ...first.weights, not_inspected: 10, reinspection: 0 };
    await okJson(second.post('/api/routes/candidates/weights', weights));
    const own = await ask('only=business', second);
    expect(own.items.map(({ objectId }) => objectId)).toEqual([unseen.id, clean.id, due.id]);
    await test.database.sql`
      update candidate_preference set weights = weights - 'not_inspected' - 'reinspection' - 'quota'`;
    expect((await ask('', second)).weights).toEqual(first.weights);
  });

  it('are those of the communes, the part of the map or the kind that is asked for', async () => {
    const ids = async (query: string) =>
      (await ask(query)).items.flatMap(({ objectId }) => objectId ?? []);
    expect(await ids('only=point')).toEqual([]);
    expect(await ids('commune=00070')).toHaveLength(3);
    expect(await ids('commune=00004')).toEqual([]);
    const [west, east] = [LONGITUDE + 0.0001, LONGITUDE + 0.0003];
    expect(await ids(`bbox=${west},${LATITUDE - 0.001},${east},${LATITUDE + 0.001}`)).toEqual([
      clean.id,
    ]);
    await expectProblem(
      await ground.planner.get('/api/routes/candidates?only=person'),
      'request.invalid',
    );
  });
});

describe('businesses on a route', () => {
  it('are added by name, by rank and by a lasso, once, with the reasons they were ranked by', async () => {
    const { planner, teams } = ground;
    const draft = await draftRoute(planner, teams);
    const named = await edit(planner, draft, objects(unseen.id, clean.id));
    expect(named.added).toBe(2);
    expect(named.route.stops.find(({ objectId }) => objectId === unseen.id)).toMatchObject({
      pointId: null,
      code: unseen.code,
      name: 'Karaoke Bến Nước',
      address: 'Phố Thử',
      communes: ['Hoàn Kiếm'],
      status: null,
      serviceMinutes: 20,
      reasons: { not_inspected: expect.any(Number) },
    });
    await expectProblem(
      await planner.post(`/api/routes/${draft.id}/edits`, {
        version: named.route.version,
        operations: [objects(unseen.id)],
      }),
      'route.nothing_to_add',
    );
    const listed = await ask('only=business');
    const wanted = listed.items.find(({ objectId }) => objectId === unseen.id);
    expect(wanted).toMatchObject({ held: false, wantedBy: [{ routeId: draft.id }] });
    const around = [LONGITUDE - 0.001, LONGITUDE + 0.001].flatMap((east) => [
      [east, LATITUDE - 0.001] as [number, number],
      [east, LATITUDE + 0.001] as [number, number],
    ]);
    const [a, b, c, d] = around;
    const ring = [a, b, d, c, a].flatMap((place) => (place === undefined ? [] : [place]));
    const lasso = inside(ring, 5);
    if (lasso.kind !== 'add' || lasso.way.kind !== 'area') throw new Error('not an area');
    const only = { ...lasso, way: { ...lasso.way, only: 'business' as const } };
    const more = await edit(planner, named.route, only);
    // Of the three within, two are here already.
    expect(more.route.stops.map(({ objectId }) => objectId)).toContain(due.id);
    expect(more.added).toBe(1);
    const gone = await edited(planner, more.route, {
      kind: 'remove',
      stopIds: more.route.stops.map(({ id }) => id),
    });
    expect(gone.stops).toEqual([]);
  });

  it('may be what the random share draws, by a pool that gives the same draw again', async () => {
    const { planner, teams, test } = ground;
    const route = await edited(planner, await draftRoute(planner, teams), top(20));
    const [draw] = await test.database.sql<{ seed: number; pool: number[]; drawn: number[] }[]>`
      select seed, pool, drawn from route_draw where route_id = ${route.id}`;
    expect(draw?.pool.filter((number) => number < 0).length).toBeGreaterThan(0);
    const drawn = drawAtRandom(draw?.pool ?? [], 2, draw?.seed ?? 0);
    expect(drawn).toEqual(draw?.drawn);
    const marked = route.stops.filter(({ random }) => random);
    expect(
      marked.map(({ pointId, objectId }) => pointId ?? -(objectId ?? 0)).toSorted((a, b) => a - b),
    ).toEqual(drawn.toSorted((a, b) => a - b));
  });
});
