import { distance, pointToLineDistance } from '@turf/turf';
import type { Feature, LineString } from 'geojson';

import { placeOf, stopsOf, type StopPlace } from '#client/features/routes/orders.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { RouteLine } from '#server/contract/travel.ts';

/** A leg of a team's route, with the stop before which one dropped on it is inserted. */
export type Leg = StopPlace & { line: readonly LonLat[] };

const MARK_REACH_PIXELS = 18;
const WAY_REACH_PIXELS = 24;
const METRES = { units: 'meters' } as const;

/** The stretches of the teams' ways; each leads to the stop (or the end) that it stands before. */
export function legsOf(
  route: RouteDetail,
  ways: readonly { shiftId: number; way: RouteLine }[],
): Leg[] {
  return ways.flatMap(({ shiftId, way }) => {
    const order = stopsOf(route, shiftId);
    const shift = route.shifts.find(({ id }) => id === shiftId);
    // No stretch leads to the first stop of a day that begins there.
    const first = shift?.start == null ? 1 : 0;
    return way.legs.map(({ line }, at) => ({
      shiftId,
      before: order[at + first]?.id ?? null,
      line,
    }));
  });
}

/**
 * The place in the order of a stop let go on the map: it takes the number of the stop on whose mark it was dropped,
 * or goes into the stretch of way that it touches; null where neither is near on the screen.
 */
export function placeOnMap(
  at: LonLat,
  {
    route,
    stopId,
    legs,
    metresPerPixel,
  }: { route: RouteDetail; stopId: number; legs: readonly Leg[]; metresPerPixel: number },
): StopPlace | null {
  const marks = route.stops.filter(({ id, shiftId }) => id !== stopId && shiftId !== null);
  const mark = nearest(
    marks,
    ({ place }) => distance(at, place, METRES),
    MARK_REACH_PIXELS * metresPerPixel,
  );
  if (mark !== null) return placeOf(route, stopId, mark);
  const leg = nearest(
    legs.filter(({ line }) => line.length > 1),
    ({ line }) => pointToLineDistance(at, lineOf(line), METRES),
    WAY_REACH_PIXELS * metresPerPixel,
  );
  return leg === null ? null : { shiftId: leg.shiftId, before: leg.before };
}

function nearest<T>(items: readonly T[], far: (item: T) => number, reach: number): T | null {
  let found: T | null = null;
  let least = reach;
  for (const item of items) {
    const metres = far(item);
    if (metres < least) [found, least] = [item, metres];
  }
  return found;
}

function lineOf(line: readonly LonLat[]): Feature<LineString> {
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: line.map((place) => [...place]) },
  };
}
