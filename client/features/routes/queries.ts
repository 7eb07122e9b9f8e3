import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ApiUnreachable, readProblem } from '#client/api/problem.ts';
import { FOLLOWS_ROUTES } from '#client/register/points-changed.ts';
import type { CandidateKind } from '#server/contract/candidate.ts';
import { RouteDetail, type TellPresence } from '#server/contract/route.ts';
import { RouteOutcome } from '#server/contract/route-result.ts';
import {
  OptimiseProgress,
  type EditRoute,
  type OptimiseRoute,
} from '#server/contract/route-edit.ts';

import type { StopPlace } from './orders.ts';

export const ROUTES_KEY = ['routes'] as const;

/** Draft: the planners' working state; published: the state given to the teams. */
export type RouteView = 'draft' | 'published';

export function routeQuery(id: number, view: RouteView = 'draft') {
  return queryOptions({
    queryKey: [...ROUTES_KEY, 'one', id, view],
    queryFn: async ({ signal }): Promise<RouteDetail> => {
      const param = { id: String(id) };
      // The same address gives files, too, so that its type is of both; without an ending it is the route.
      const response = await api.routes[':id'].$get(
        { param, query: { view } },
        { init: { signal } },
      );
      if (!response.ok) throw await readProblem(response);
      return RouteDetail.parse(await response.json());
    },
    meta: FOLLOWS_ROUTES,
  });
}

/** The ways belong to one version: another order has others. */
export function waysQuery(id: number, version: number, view: RouteView = 'draft') {
  return apiQuery(
    [...ROUTES_KEY, 'ways', id, version, view],
    api.routes[':id'].ways.$get,
    { param: { id: String(id) }, query: { view } },
    { placeholderData: keepPreviousData, staleTime: Infinity },
  );
}

/** Choice of the candidates that are shown, and the most that are added, by rank or within an area. */
export type CandidateChoice = {
  count: number;
  communes: readonly string[];
  /** Null: points and businesses, ranked together. */
  only: CandidateKind | null;
};

export function candidatesQuery(
  routeId: number,
  { communes, only }: Omit<CandidateChoice, 'count'>,
) {
  return apiQuery(
    [...ROUTES_KEY, 'candidates', routeId, communes, only],
    api.routes.candidates.$get,
    {
      query: {
        limit: '200',
        route: String(routeId),
        ...(communes.length === 0 ? {} : { commune: communes.join(',') }),
        ...(only === null ? {} : { only }),
      },
    },
    { placeholderData: keepPreviousData },
  );
}

export function outcomeQuery(id: number) {
  return queryOptions({
    queryKey: [...ROUTES_KEY, 'outcome', id],
    queryFn: async ({ signal }) => {
      const param = { id: String(id) };
      return RouteOutcome.parse(
        await call(api.routes[':id'].outcome.$get({ param }, { init: { signal } })),
      );
    },
  });
}

export function editRoute(id: number, json: EditRoute) {
  const param = { id: String(id) };
  return call(api.routes[':id'].edits.$post({ param, json }));
}

/** Plans of the teams of a move as they would be after it; computed anew for every version of the route. */
export function moveCheckQuery(
  { id, version }: { id: number; version: number },
  stopId: number,
  { shiftId, before }: StopPlace,
) {
  const query = {
    stopId: String(stopId),
    ...(shiftId === null ? {} : { shiftId: String(shiftId) }),
    ...(before === null ? {} : { before: String(before) }),
  };
  return apiQuery(
    [...ROUTES_KEY, 'move-check', id, version, stopId, shiftId, before],
    api.routes[':id']['move-check'].$get,
    { param: { id: String(id) }, query },
    { staleTime: Infinity, retry: false },
  );
}

export function tellPresence(id: number, json: TellPresence) {
  const param = { id: String(id) };
  return call(api.routes[':id'].presence.$post({ param, json }));
}

/** The best so far, as often as the server tells it; aborting ends the search. */
export async function* optimise(
  json: OptimiseRoute,
  signal: AbortSignal,
): AsyncGenerator<OptimiseProgress> {
  let response;
  try {
    response = await api.routes.optimise.$post({ json }, { init: { signal } });
  } catch (error) {
    if (signal.aborted) return;
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response.clone());
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield OptimiseProgress.parse(JSON.parse(line));
    if (done) return;
  }
}
