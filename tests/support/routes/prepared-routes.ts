import type { RouteDetail } from '#server/contract/route.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { Team } from '#server/contract/team.ts';

import { addTeam, arrange, draftRoute, edited, orderIn, publish } from './route-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

/** Around the middle of the city, so that a team can be everywhere in a day. */
const MIDDLE: [number, number][] = [
  [105.78, 20.98],
  [105.9, 20.98],
  [105.9, 21.07],
  [105.78, 21.07],
  [105.78, 20.98],
];

export const inside = (ring: [number, number][], count: number): RouteOperation => ({
  kind: 'add',
  way: { kind: 'area', area: { type: 'Polygon', coordinates: [ring] }, count },
});
export const near = (count: number) => inside(MIDDLE, count);
export const top = (count: number): RouteOperation => ({
  kind: 'add',
  way: { kind: 'top', count, communes: [] },
});

export type PreparedRoutes = {
  test: TestApp;
  planner: TestClient;
  second: TestClient;
  /** Inspector of the first team. */
  inspector: TestClient;
  /** Inspector of the second team. */
  other: TestClient;
  teams: Team[];
  /** A draft for both teams with stops in no order yet. */
  filled: (count?: number) => Promise<RouteDetail>;
  /** With its stops in two orders by number, so that tests can name places in them. */
  arranged: (count?: number) => Promise<RouteDetail>;
  /** A route of today, half of its stops for each team. */
  published: (count?: number, more?: Record<string, unknown>) => Promise<RouteDetail>;
};

/** A city with two planners, two teams and `points` closed places, in the morning of a working day. */
export async function prepareRoutes(
  points = 3_000,
  options: Parameters<typeof createTestApp>[0] = {},
): Promise<PreparedRoutes> {
  const test = await createTestApp({ now: TEST_NOW, ...options, points });
  const planner = await test.as('planner');
  const second = await test.as('planner.two', { role: 'planner' });
  const inspector = await test.as('inspector');
  const other = await test.as('inspector.two', { role: 'inspector' });
  const teams = [
    await addTeam(planner, 'Tổ Một', [inspector]),
    await addTeam(planner, 'Tổ Hai', [other]),
  ];
  const filled = async (count = 10) =>
    edited(planner, await draftRoute(planner, teams), near(count));
  const arranged = async (count = 8) => {
    const route = await filled(count);
    return arrange(planner, route, halves(orderIn(route, null)));
  };
  const published = async (count = 6, more = {}) => {
    const draft = await draftRoute(planner, teams, { onDate: '2026-11-24', ...more });
    const added = await edited(planner, draft, top(count));
    return publish(planner, await arrange(planner, added, halves(orderIn(added, null))));
  };
  return { test, planner, second, inspector, other, teams, filled, arranged, published };
}

function halves(ids: readonly number[]): number[][] {
  const half = Math.ceil(ids.length / 2);
  return [ids.slice(0, half), ids.slice(half)];
}
