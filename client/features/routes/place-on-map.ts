import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { RouteLine } from '#server/contract/travel.ts';

import { placeOf, stopsOf, type StopPlace } from './orders.ts';

/** Pixels from the upper left corner of the map. */
export type Pixel = readonly [x: number, y: number];
/** A stretch of a team's way on the screen, with what a stop dropped on it is to stand before. */
export type Leg = StopPlace & { line: readonly Pixel[] };

const MARK_REACH_PIXELS = 18;
const WAY_REACH_PIXELS = 24;

/** The stretches of the teams' ways; each leads to the stop (or the end) that it stands before. */
export function legsOf(
  route: RouteDetail,
  ways: readonly { shiftId: number; way: RouteLine }[],
  project: (place: LonLat) => Pixel,
): Leg[] {
  return ways.flatMap(({ shiftId, way }) => {
    const order = stopsOf(route, shiftId);
    const shift = route.shifts.find(({ id }) => id === shiftId);
    // Where the day begins at the first stop no stretch leads to that.
    const first = shift?.start == null ? 1 : 0;
    return way.legs.map(({ line }, at) => ({
      shiftId,
      before: order[at + first]?.id ?? null,
      line: line.map(project),
    }));
  });
}

/**
 * Where a stop let go at a pixel belongs: it takes the number of the stop on whose mark it was dropped, or goes
 * into the stretch of way that it touches; null where neither is near.
 */
export function placeOnMap(
  at: Pixel,
  {
    route,
    stopId,
    legs,
    project,
  }: {
    route: RouteDetail;
    stopId: number;
    legs: readonly Leg[];
    project: (place: LonLat) => Pixel;
  },
): StopPlace | null {
  const marks = route.stops.filter(({ id, shiftId }) => id !== stopId && shiftId !== null);
  const mark = nearest(marks, ({ place }) => distance(at, project(place)), MARK_REACH_PIXELS);
  if (mark !== null) return placeOf(route, stopId, mark);
  const leg = nearest(legs, ({ line }) => distanceToLine(at, line), WAY_REACH_PIXELS);
  return leg === null ? null : { shiftId: leg.shiftId, before: leg.before };
}

function nearest<T>(items: readonly T[], far: (item: T) => number, reach: number): T | null {
  let found: T | null = null;
  let least = reach;
  for (const item of items) {
    const pixels = far(item);
    if (pixels < least) [found, least] = [item, pixels];
  }
  return found;
}

function distance([x, y]: Pixel, [otherX, otherY]: Pixel): number {
  return Math.hypot(x - otherX, y - otherY);
}

function distanceToLine(at: Pixel, line: readonly Pixel[]): number {
  const parts = line.slice(1).map((to, index) => distanceToPart(at, line[index] ?? to, to));
  return Math.min(Number.POSITIVE_INFINITY, ...parts);
}

function distanceToPart(at: Pixel, from: Pixel, to: Pixel): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return distance(at, [from[0] + share * dx, from[1] + share * dy]);
}
