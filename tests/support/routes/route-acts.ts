import { randomUUID } from 'node:crypto';

import { problemsIn } from '#server/features/routes/rules.ts';

import type { RouteDetail, Stop } from '#server/contract/route.ts';
import type { EditedRoute, OptimiseProgress, RouteOperation } from '#server/contract/route-edit.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';
import type { Shift, Team, TeamList } from '#server/contract/team.ts';

import type { TestClient } from '#tests/support/test-app.ts';

/** A day from eight to five on a motorbike, beginning and ending at the lake in the middle of the city. */
export const SHIFT: Shift = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: [105.8525, 21.0288],
  end: [105.8525, 21.0288],
  mostStops: null,
};

/** A visit from a quarter past eight to twenty to nine on the day of the tests. */
export const VISIT = {
  arrivedAt: '2026-11-24T01:15:00.000Z',
  finishedAt: '2026-11-24T01:40:00.000Z',
};

export async function okJson<T>(response: Response | Promise<Response>): Promise<T> {
  const answer = await response;
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`refused with ${answer.status}: ${JSON.stringify(body)}`);
  return body as T;
}

export async function addTeam(
  planner: TestClient,
  name: string,
  members: readonly TestClient[],
  more: Record<string, unknown> = {},
): Promise<Team> {
  const list = await okJson<TeamList>(
    planner.post('/api/teams', {
      name,
      skills: [],
      memberIds: members.map(({ account }) => account?.accountId),
      templates: [{ name: 'Cả ngày', shift: SHIFT }],
      version: 0,
      ...more,
    }),
  );
  const team = list.items.find((one) => one.name === name);
  if (team === undefined) throw new Error('the new team is not listed');
  return team;
}

export function draftRoute(
  planner: TestClient,
  teams: readonly Team[],
  more: Record<string, unknown> = {},
): Promise<RouteDetail> {
  return okJson(
    planner.post('/api/routes', {
      title: 'Kiểm tra sau triệt xóa',
      onDate: '2026-11-25',
      kind: 'regular',
      unannounced: false,
      shifts: teams.map(({ id }) => ({ teamId: id, shift: SHIFT })),
      ...more,
    }),
  );
}

export function edit(
  planner: TestClient,
  route: { id: number; version: number },
  ...operations: RouteOperation[]
): Promise<EditedRoute> {
  return okJson(
    planner.post(`/api/routes/${route.id}/edits`, { version: route.version, operations }),
  );
}

export async function edited(
  planner: TestClient,
  route: { id: number; version: number },
  ...operations: RouteOperation[]
): Promise<RouteDetail> {
  return (await edit(planner, route, ...operations)).route;
}

/** Undoes or makes again the planner's last edit. */
export function restored(
  planner: TestClient,
  route: RouteDetail,
  side: 'before' | 'after',
): Promise<RouteDetail> {
  const version = side === 'before' ? route.undo : route.redo;
  if (version === null) throw new Error(`nothing to put back (${side})`);
  return edited(planner, route, { kind: 'restore', version, side });
}

/** Lets the optimiser search; gives all that it tells, its best order last. */
export async function optimised(
  planner: TestClient,
  body: Record<string, unknown>,
): Promise<OptimiseProgress[]> {
  const response = await planner.post('/api/routes/optimise', { seconds: 0.5, ...body });
  if (response.status !== 200) throw new Error(`the optimiser answers ${response.status}`);
  const lines = (await response.text()).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as OptimiseProgress);
}

export function publish(
  planner: TestClient,
  route: RouteDetail,
  more: Record<string, unknown> = {},
): Promise<RouteDetail> {
  return okJson(
    planner.post(`/api/routes/${route.id}/publish`, {
      version: route.version,
      acceptedProblems: problemsIn(route.plan.shifts),
      ...more,
    }),
  );
}

/** Gives each team its stops in order: the first list to the first team. */
export function arrange(
  planner: TestClient,
  route: RouteDetail,
  lists: readonly (readonly number[])[],
): Promise<RouteDetail> {
  const orders = route.shifts.map(({ id }, i) => ({ shiftId: id, stopIds: [...(lists[i] ?? [])] }));
  return edited(planner, route, { kind: 'arrange', orders });
}

/** The numbers of the stops of one team (null: of none), in their order. */
export function orderIn(route: RouteDetail, shiftId: number | null): number[] {
  return stopsIn(route, shiftId).map(({ id }) => id);
}

export function stopsIn(route: RouteDetail, shiftId: number | null): Stop[] {
  return route.stops
    .filter((stop) => stop.shiftId === shiftId)
    .toSorted((a, b) => a.position - b.position);
}

export function takenAlong(inspector: TestClient): Promise<FieldRouteList> {
  return okJson(inspector.get('/api/routes/mine'));
}

export const resultAt = (stopId: number, more: Record<string, unknown> = {}) => ({
  resultId: randomUUID(),
  stopId,
  ...VISIT,
  result: 'no_sign',
  ...more,
});

export function record(
  inspector: TestClient,
  route: { id: number },
  result: object,
): Promise<Response> {
  return inspector.post(`/api/routes/${route.id}/results`, result);
}
