import { distance } from '@turf/turf';

import type { LonLat } from '#server/contract/geo.ts';
import type { Neighbour } from '#server/contract/neighbour.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';

const MOST_FOUND = 10;

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
