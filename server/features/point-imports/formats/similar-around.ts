import type { BoundingBox } from '#server/contract/geo.ts';
import type { PointKind } from '#server/contract/point.ts';

import type { NameComparison } from './similar-names.ts';

/** Steps of the comparison before the clock is looked at. */
const PLACES_A_STEP = 20;
/** The least metres of a degree of latitude, and of a degree of longitude at the equator. */
const LATITUDE_METRES = 110_574;
const LONGITUDE_METRES = 111_320;
/** Makes up for what a flat map errs, so that no place within the radius is left out. */
const MARGIN = 1.02;
const MARGIN_METRES = 2;

/** A row of a table at a position; `place` is its position in the list of rows. */
export type Spot = { place: number; name: string; longitude: number; latitude: number };
/** A place of the register with the box around it, degrees. Null: it has no other name. */
export type BoxedPlace = {
  kind: PointKind;
  officialName: string;
  aliases: string[] | null;
  west: number;
  south: number;
  east: number;
  north: number;
};
/** Matching radius of each kind of place, metres. */
export type KindRadius = Record<PointKind, number>;

/** The box, in degrees, that holds every place within the radius of one of the spots. */
export function boxAround(spots: readonly Spot[], radius: KindRadius): BoundingBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { longitude, latitude } of spots) {
    [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
  }
  const metres = withMargin(Math.max(radius.business, radius.public_area));
  const [wide, high] = [metres / widthOfDegree(south, north), metres / LATITUDE_METRES];
  return [west - wide, south - high, east + wide, north + high];
}

/**
 * Finds the spots that have a place with a similar name within its radius, and a few that lie a little farther from one.
 * @returns their places in the list of rows, in any order; stops after each small step
 */
export function* besideSimilar(
  spots: readonly Spot[],
  places: readonly BoxedPlace[],
  radius: KindRadius,
  isSimilar: NameComparison,
): Generator<void, number[]> {
  const whole = boxAround(spots, radius);
  const [, south, , north] = whole;
  const degreeMetres = widthOfDegree(south, north);
  const farthest = withMargin(Math.max(radius.business, radius.public_area));
  const [wide, high] = [farthest / degreeMetres, farthest / LATITUDE_METRES];
  const waiting = new Map<string, Spot[]>();
  for (const spot of spots) {
    const cell = cellAt(Math.floor(spot.longitude / wide), Math.floor(spot.latitude / high));
    const others = waiting.get(cell);
    if (others === undefined) waiting.set(cell, [spot]);
    else others.push(spot);
  }
  const found: number[] = [];
  for (const [at, { kind, officialName, aliases, ...sides }] of places.entries()) {
    if (at % PLACES_A_STEP === 0) yield;
    const metres = withMargin(radius[kind]);
    const names = [officialName, ...(aliases ?? [])];
    const box: BoundingBox = [sides.west, sides.south, sides.east, sides.north];
    const isBeside = ({ name, longitude, latitude }: Spot): boolean =>
      metresToBox([longitude, latitude], box, degreeMetres) <= metres &&
      names.some((other) => isSimilar(name, other));
    for (const cell of cellsAround(common(box, whole), wide, high)) {
      const here = waiting.get(cell);
      if (here === undefined) continue;
      const rest = here.filter((spot) => !isBeside(spot));
      if (rest.length === here.length) continue;
      const left = new Set(rest);
      found.push(...here.filter((spot) => !left.has(spot)).map(({ place }) => place));
      waiting.set(cell, rest);
    }
  }
  return found;
}

function* cellsAround([west, south, east, north]: BoundingBox, wide: number, high: number) {
  for (let x = Math.floor(west / wide) - 1; x <= Math.floor(east / wide) + 1; x += 1) {
    for (let y = Math.floor(south / high) - 1; y <= Math.floor(north / high) + 1; y += 1) {
      yield cellAt(x, y);
    }
  }
}

/** The part of a box that lies in another one. */
function common(one: BoundingBox, other: BoundingBox): BoundingBox {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

const cellAt = (x: number, y: number): string => `${x},${y}`;

const withMargin = (metres: number): number => metres * MARGIN + MARGIN_METRES;

/** Metres of a degree of longitude where it is narrowest between two latitudes. */
function widthOfDegree(south: number, north: number): number {
  const farthest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + 0.1);
  return LONGITUDE_METRES * Math.cos((farthest * Math.PI) / 180);
}

/** Metres from a position to a box on a flat map: a little less than on the globe; 0 inside. */
function metresToBox(
  [longitude, latitude]: readonly [number, number],
  [west, south, east, north]: BoundingBox,
  degreeMetres: number,
): number {
  const across = Math.max(west - longitude, 0, longitude - east) * degreeMetres;
  const along = Math.max(south - latitude, 0, latitude - north) * LATITUDE_METRES;
  return Math.hypot(across, along);
}
