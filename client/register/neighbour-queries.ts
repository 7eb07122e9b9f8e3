import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { distance } from '@turf/turf';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ApiUnreachable } from '#client/api/problem.ts';
import type { Geometry, LonLat } from '#server/contract/geo.ts';
import type { Neighbour } from '#server/contract/neighbour.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';

import { NO_FILTER } from './filter.ts';
import { FOLLOWS_POINTS } from './points-changed.ts';
import { pointListQuery } from './queries.ts';
import { EVERYWHERE } from './region.ts';

const MOST_FOUND = 10;

/** Longer shapes are asked about by their first corner. */
const MOST_CHARACTERS = 5_000;

/** A place that is about to be entered. */
export type AskedPlace = {
  geometry: Geometry;
  errorMetres: number | null;
  category: string | null;
};
/** The answer; `kept`: without a network, from the points that the device keeps. */
export type FoundNeighbours = { items: Neighbour[]; kept: boolean };

/** The distances by which signals are matched; kept on the device for a day without a network. */
export const matchingMeasuresQuery = apiQuery(
  ['signal-measures', 'in-force'],
  api['signal-parameters'].$get,
  {},
);

/** The points beside a place that is not listed yet. */
export function neighboursOfPlaceQuery(client: QueryClient, place: AskedPlace) {
  return queryOptions({
    queryKey: ['points', 'neighbours', place],
    meta: FOLLOWS_POINTS,
    queryFn: async ({ signal }): Promise<FoundNeighbours> => {
      try {
        const query = queryOf(place);
        const { items } = await call(api['point-neighbours'].$get({ query }, { init: { signal } }));
        return { items, kept: false };
      } catch (error) {
        if (!(error instanceof ApiUnreachable)) throw error;
        return { items: await amongKept(client, place), kept: true };
      }
    },
  });
}

/** The points beside a listed one. */
export function neighboursOfPointQuery(pointId: number) {
  return apiQuery(
    ['points', 'neighbours', pointId],
    api['point-neighbours'].$get,
    { query: { pointId: String(pointId) } },
    { meta: FOLLOWS_POINTS },
  );
}

function queryOf({ geometry, errorMetres, category }: AskedPlace) {
  const whole = JSON.stringify(geometry);
  const text =
    whole.length <= MOST_CHARACTERS
      ? whole
      : JSON.stringify({ type: 'Point', coordinates: firstCorner(geometry) });
  return {
    geometry: text,
    ...(errorMetres !== null && { errorMetres: String(errorMetres) }),
    ...(category !== null && { category }),
  };
}

async function amongKept(client: QueryClient, place: AskedPlace): Promise<Neighbour[]> {
  const { inForce } = await client.fetchQuery(matchingMeasuresQuery);
  const radius = inForce.find((one) => one.key === 'signal.radius');
  if (radius?.key !== 'signal.radius') return [];
  // The device answers for the list itself where it is kept; what is at hand counts in any case.
  await client.fetchInfiniteQuery(pointListQuery(NO_FILTER, EVERYWHERE)).catch(() => undefined);
  const answers = client.getQueriesData({}).map(([, data]) => data);
  const { errorMetres, category } = place;
  const spot = { position: firstCorner(place.geometry), errorMetres, category };
  return neighboursAmong(pointsIn(answers), spot, radius.value);
}

function firstCorner(geometry: Geometry): LonLat {
  let part: unknown = geometry.coordinates;
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0];
  const [longitude = 0, latitude = 0] = part as number[];
  return [longitude, latitude];
}

/**
 * The neighbours of a spot among points that the device keeps, by their marks, with the same limits as the server's.
 * The errors of the points are not kept: each counts as one that nobody wrote down.
 */
export function neighboursAmong(
  points: readonly PointSummary[],
  spot: { position: LonLat; errorMetres: number | null; category: string | null },
  radius: MatchingParameters['radius'],
): Neighbour[] {
  const uncertainty = Math.hypot(
    spot.errorMetres ?? radius.unknownErrorMetres,
    radius.unknownErrorMetres,
  );
  const different = new Map(points.map((point) => [point.id, point]));
  return [...different.values()]
    .flatMap((point): Neighbour[] => {
      const metres = distance(spot.position, point.anchor, { units: 'meters' });
      const own = radius[point.kind];
      if (metres > Math.max(own * radius.vicinityFactor, uncertainty)) return [];
      const withinRadius = metres <= Math.max(own, uncertainty);
      const category = point.category === spot.category ? 'same' : 'unknown';
      return [{ point, distanceMetres: metres, withinRadius, category }];
    })
    .toSorted((one, other) => one.distanceMetres - other.distanceMetres)
    .slice(0, MOST_FOUND);
}

/** Picks the points out of whatever answers are at hand: pages, lists, worklists and records. */
export function pointsIn(answer: unknown): PointSummary[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (Array.isArray(answer)) return answer.flatMap(pointsIn);
  if (isPoint(answer)) return [answer];
  const { pages, items, point } = answer as Record<string, unknown>;
  return [pages, items, point].flatMap(pointsIn);
}

function isPoint(answer: object): answer is PointSummary {
  return 'anchor' in answer && 'officialName' in answer && 'status' in answer;
}
