import type { Random } from '#server/generator/random.ts';

import {
  directionOf,
  distance,
  distanceToLine,
  grownRing,
  isInside,
  offset,
  smoothLine,
  spotOf,
  type Spot,
} from './plane.ts';

export type River = { line: Spot[]; ring: Spot[] };
export type Ground = { name: string; middle: Spot; radius: number; ring: Spot[] };
export type Waters = { river: River; lakes: Ground[]; parks: Ground[] };

/** The invented river passes between the middles of the communes (longitude, latitude). */
const RIVER = [
  [105.2, 21.24],
  [105.4, 21.19],
  [105.52, 21.172],
  [105.612, 21.142],
  [105.7, 21.124],
  [105.775, 21.102],
  [105.822, 21.083],
  [105.857, 21.062],
  [105.8645, 21.04],
  [105.871, 21.022],
  [105.883, 21.004],
  [105.902, 20.987],
  [105.921, 20.958],
  [105.902, 20.915],
  [105.925, 20.86],
  [105.945, 20.79],
  [105.955, 20.7],
  [106.0, 20.55],
] as const;
const HALF_WIDTH = 190;
const LAKES = 9;
const PARKS = 8;
/** Metres between the places that are tried for lakes and parks, and how far from the middle they may lie. */
const STEP = 450;
const REACH = 11_000;
/** The streets of a commune's middle stay dry. */
const FREE_OF_CENTRES = 560;
const FREE_OF_STREETS = 60;
/** Metres around the middle of the smallest lake. */
const LEAST_ROOM = 130;

export function drawRiver(): River {
  const line = smoothLine(RIVER.map(spotOf), 8);
  const bank = (side: 1 | -1) =>
    line.map((spot, index) => {
      const direction = directionOf(line[index - 1] ?? spot, line[index + 1] ?? spot);
      return offset(spot, direction, 0, side * HALF_WIDTH * (1 + 0.2 * Math.sin(index * 0.7)));
    });
  const ring = [...bank(1), ...bank(-1).toReversed()];
  return { line, ring: [...ring, ...ring.slice(0, 1)] };
}

/**
 * Puts lakes and parks where most room is between the middles of the communes, clear of the river and of the streets
 * that are there already.
 */
export function drawWaters(
  random: Random,
  centres: readonly Spot[],
  streets: readonly (readonly Spot[])[],
  river: River,
): Waters {
  const places: { middle: Spot; radius: number }[] = [];
  for (let east = -REACH; east <= REACH; east += STEP) {
    for (let north = -REACH; north <= REACH; north += STEP) {
      const middle: Spot = [east, north];
      let free = distanceToLine(middle, river.line) - 2 * HALF_WIDTH;
      for (const centre of centres)
        free = Math.min(free, distance(middle, centre) - FREE_OF_CENTRES);
      for (const street of streets) {
        if (free <= LEAST_ROOM) break;
        free = Math.min(free, distanceToLine(middle, street) - FREE_OF_STREETS);
      }
      // The waves of a grown ring reach a fifth beyond its radius.
      if (free > LEAST_ROOM) places.push({ middle, radius: Math.min(420, free / 1.25) });
    }
  }
  const chosen: typeof places = [];
  const nearFirst = places.toSorted((a, b) => cost(a) - cost(b));
  for (const place of nearFirst) {
    const apart = chosen.every(({ middle }) => distance(middle, place.middle) > 1_600);
    if (apart && chosen.length < LAKES + PARKS) chosen.push(place);
  }
  const grounds = chosen.map(({ middle, radius }) => ({
    middle,
    radius,
    ring: grownRing(middle, radius, random.next() * 6),
  }));
  const named = (kind: string, every: 0 | 1) =>
    grounds
      .filter((_, index) => index % 2 === every)
      .map((ground, index) => ({ ...ground, name: `${kind} Minh Họa ${index + 1}` }));
  return { river, lakes: named('Hồ', 0), parks: named('Công viên', 1) };
}

/** Large places near the middle come first. */
function cost({ middle, radius }: { middle: Spot; radius: number }): number {
  return distance(middle, [0, 0]) - 12 * radius;
}

/** True where no street can be: on a lake, in a park or in the river, or within some metres of one. */
export function isWet(spot: Spot, { river, lakes, parks }: Waters, metres: number): boolean {
  for (const { middle, radius, ring } of [...lakes, ...parks]) {
    if (distance(spot, middle) > 1.4 * radius + metres) continue;
    if (isInside(spot, ring) || distanceToLine(spot, ring) < metres) return true;
  }
  return distanceToLine(spot, river.line) < 1.2 * HALF_WIDTH + metres;
}
