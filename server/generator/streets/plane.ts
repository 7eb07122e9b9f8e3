import { METRES_PER_DEGREE, type LonLat } from '#server/contract/geo.ts';

/** A position in metres east and north of {@link MIDDLE}. */
export type Spot = readonly [east: number, north: number];

/** Middle of the invented streets, about that of the city (WGS 84). */
const MIDDLE: LonLat = [105.85, 21.03];
const SHRINK = Math.cos((MIDDLE[1] * Math.PI) / 180);

/** Metres east and north of the middle; within 1 % over the city. */
export function spotOf([longitude, latitude]: readonly [number, number]): Spot {
  return [
    (longitude - MIDDLE[0]) * METRES_PER_DEGREE * SHRINK,
    (latitude - MIDDLE[1]) * METRES_PER_DEGREE,
  ];
}

/** WGS 84, longitude first, with six decimals (0.1 m). */
export function lonLatOf([east, north]: Spot): LonLat {
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return [
    rounded(MIDDLE[0] + east / (METRES_PER_DEGREE * SHRINK)),
    rounded(MIDDLE[1] + north / METRES_PER_DEGREE),
  ];
}

export function distance(one: Spot, other: Spot): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** The spot at a share of the way from one to another: 0 is the first, 1 the second. */
export function onWay(from: Spot, to: Spot, share: number): Spot {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** A spot some metres ahead in a direction (radians from east) and to its left. */
export function offset(from: Spot, direction: number, ahead: number, left: number): Spot {
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  return [from[0] + ahead * cos - left * sin, from[1] + ahead * sin + left * cos];
}

export function directionOf(from: Spot, to: Spot): number {
  return Math.atan2(to[1] - from[1], to[0] - from[0]);
}

/** Pairs of neighbours along a line. */
export function piecesOf(line: readonly Spot[]): [from: Spot, to: Spot][] {
  return line.slice(1).flatMap((to, index): [Spot, Spot][] => {
    const from = line[index];
    return from === undefined ? [] : [[from, to]];
  });
}

/** Metres from a spot to the nearest place of a line. */
export function distanceToLine(spot: Spot, line: readonly Spot[]): number {
  let nearest = Infinity;
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]];
    if (from !== undefined && to !== undefined) {
      nearest = Math.min(nearest, distanceToPiece(spot, from, to));
    }
  }
  return nearest;
}

function distanceToPiece(spot: Spot, from: Spot, to: Spot): number {
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  const length = east * east + north * north;
  const along = (spot[0] - from[0]) * east + (spot[1] - from[1]) * north;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.hypot(spot[0] - from[0] - east * share, spot[1] - from[1] - north * share);
}

/**
 * Shares of the way at which two pieces cross; null where they do not. Parallel pieces do not cross.
 * A crossing at an end counts.
 */
export function crossing(
  [a, b]: readonly [Spot, Spot],
  [c, d]: readonly [Spot, Spot],
): [ofFirst: number, ofSecond: number] | null {
  const [abx, aby, cdx, cdy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const turn = abx * cdy - aby * cdx;
  if (Math.abs(turn) < 1e-9) return null;
  const first = ((c[0] - a[0]) * cdy - (c[1] - a[1]) * cdx) / turn;
  const second = ((c[0] - a[0]) * aby - (c[1] - a[1]) * abx) / turn;
  const least = -1e-6;
  const most = 1 - least;
  const meets = first >= least && first <= most && second >= least && second <= most;
  return meets ? [first, second] : null;
}

/** True inside a closed ring (even-odd rule). */
export function isInside([east, north]: Spot, ring: readonly Spot[]): boolean {
  let inside = false;
  for (let index = 1; index < ring.length; index += 1) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (!from || !to || from[1] > north === to[1] > north) continue;
    const at = from[0] + ((north - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
    if (at > east) inside = !inside;
  }
  return inside;
}

/** A closed ring that looks grown: a circle with two gentle waves. */
export function grownRing(middle: Spot, radius: number, phase: number, corners = 18): Spot[] {
  const ring = Array.from({ length: corners }, (_, corner): Spot => {
    const turn = (corner / corners) * 2 * Math.PI;
    const reach = radius * (1 + 0.14 * Math.sin(2 * turn + phase) + 0.08 * Math.sin(3 * turn));
    return offset(middle, turn, reach, 0);
  });
  return [...ring, ...ring.slice(0, 1)];
}

/** A smooth line through some spots (Catmull and Rom 1974), with `steps` pieces between two of them. */
export function smoothLine(through: readonly Spot[], steps: number): Spot[] {
  const line: Spot[] = [];
  for (let index = 0; index + 1 < through.length; index += 1) {
    const at = (place: number) => through[Math.min(through.length - 1, Math.max(0, place))];
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    if (!before || !from || !to || !after) continue;
    for (let step = 0; step < steps; step += 1) {
      const share = step / steps;
      const along = (part: 0 | 1) =>
        0.5 *
        (2 * from[part] +
          (to[part] - before[part]) * share +
          (2 * before[part] - 5 * from[part] + 4 * to[part] - after[part]) * share ** 2 +
          (3 * from[part] - before[part] - 3 * to[part] + after[part]) * share ** 3);
      line.push([along(0), along(1)]);
    }
  }
  return [...line, ...through.slice(-1)];
}
