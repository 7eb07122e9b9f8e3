import { afterAll, beforeAll, expect, it } from 'vitest';

import type { CandidateList } from '#server/contract/candidate.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import {
  inside,
  near,
  prepareRoutes,
  type PreparedRoutes,
} from '#tests/support/routes/prepared-routes.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  arrange,
  draftRoute,
  edit,
  edited,
  okJson,
  orderIn,
  publish,
} from '#tests/support/routes/route-acts.ts';

let test: PreparedRoutes['test'];
let planner: PreparedRoutes['planner'];
let teams: PreparedRoutes['teams'];

beforeAll(async () => {
  ({ test, planner, teams } = await prepareRoutes(300));
});
afterAll(() => test.close());

it('a place that drafts want is offered with their names; only a published route holds it', async () => {
  const first = await edited(planner, await draftRoute(planner, teams), near(1));
  const { pointId, place: at = [0, 0] as const } = first.stops[0] ?? {};
  const box = [at[0] - 1e-6, at[1] - 1e-6, at[0] + 1e-6, at[1] + 1e-6].join();
  const later = await draftRoute(planner, teams, { onDate: '2026-11-26' });
  const known = async (forRoute: { id: number } = later) => {
    const query = `bbox=${box}&route=${forRoute.id}`;
    const list = await okJson<CandidateList>(planner.get(`/api/routes/candidates?${query}`));
    return list.items.find((one) => one.pointId === pointId);
  };
  const { id: routeId, title, onDate } = first;
  const name = { routeId, title, onDate };
  expect(await known()).toMatchObject({ held: false, heldBy: null, wantedBy: [name] });
  expect(await known(first)).toMatchObject({ held: false, wantedBy: [] });

  const ready = await arrange(planner, first, [orderIn(first, null)]);
  await publish(planner, ready, { randomShareReason: 'Chỉ thử nghiệm' });
  expect(await known()).toMatchObject({ held: true, heldBy: name, wantedBy: [] });
  expect(await known(first)).toMatchObject({ held: false, heldBy: null });
  const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
  const square: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  await expectProblem(
    await planner.post(`/api/routes/${later.id}/edits`, {
      version: later.version,
      operations: [inside(square, 1)],
    }),
    'route.nothing_to_add',
  );
  const named = { kind: 'points' as const, pointIds: [pointId ?? 0] };
  expect(await edit(planner, later, { kind: 'add', way: named })).toMatchObject({ added: 1 });
});

it('a route tells which drafts of its day want its stops, and which published route leads there', async () => {
  const day = { onDate: '2026-11-27' };
  const first = await edited(planner, await draftRoute(planner, teams, day), near(2));
  const [stop, alone] = first.stops;
  const named = { kind: 'points' as const, pointIds: [stop?.pointId ?? 0] };
  const wanting = async (more: Record<string, unknown>) => {
    const draft = await draftRoute(planner, teams, { title: 'Bản nháp kia', ...more });
    return edited(planner, draft, { kind: 'add', way: named });
  };
  const other = await wanting(day);
  await wanting({ onDate: '2026-11-28' });
  const name = { routeId: other.id, title: 'Bản nháp kia', ...day };
  const seen = async () =>
    (await okJson<RouteDetail>(planner.get(`/api/routes/${first.id}`))).overlaps;
  expect(alone).toBeDefined();
  expect(await seen()).toEqual([{ ...name, claim: 'wanted', stopIds: [stop?.id] }]);

  const ready = await arrange(planner, other, [orderIn(other, null)]);
  const given = await publish(planner, ready, { randomShareReason: 'Chỉ thử nghiệm' });
  expect(await seen()).toEqual([{ ...name, claim: 'planned', stopIds: [stop?.id] }]);
  expect(given.overlaps).toEqual([
    {
      ...name,
      routeId: first.id,
      title: first.title,
      claim: 'wanted',
      stopIds: [given.stops[0]?.id],
    },
  ]);
  await okJson(planner.post(`/api/routes/${other.id}/withdraw`, { reason: 'Mưa bão cả ngày' }));
  expect(await seen()).toEqual([]);
});
