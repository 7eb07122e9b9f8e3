import { CITY_BOUNDS, COUNTRY_BOUNDS, positionsOf, type Geometry } from '#server/contract/geo.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

/** Weight of each status: a merge may not show a place with a lighter one than its own. */
const WEIGHT: Record<PointStatus, number> = {
  recurring: 4,
  active: 3,
  eliminated: 2,
  handed_over: 1,
  delisted: 0,
  proposed: 0,
  not_recognised: 0,
};

type Mergeable = { status: PointStatus; leadCommuneId: number | null };

/**
 * Explains why one entry may not be shown under another. By a merge a listed place must not leave the list, become
 * quieter or change the commune responsible for it: delisting, elimination and hand-over each need their own second
 * person. A merge in the other direction is allowed.
 */
export function whyNotMerge(point: Mergeable, into: Mergeable): ProblemCode | null {
  if (WEIGHT[point.status] === 0) return null;
  if (WEIGHT[into.status] < WEIGHT[point.status]) return 'point.merge_hides_status';
  return into.leadCommuneId === point.leadCommuneId ? null : 'point.merge_other_commune';
}

/**
 * Tells if a shape lies in the country and is no larger than the city with its surroundings: one of half the country, or
 * round the globe, would belong to every commune.
 */
export function isOfCity(geometry: Geometry): boolean {
  const positions = positionsOf(geometry);
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  const [west, south, east, north] = COUNTRY_BOUNDS;
  const [cityWest, citySouth, cityEast, cityNorth] = CITY_BOUNDS;
  return (
    isWithin(longitudes, [west, east], cityEast - cityWest) &&
    isWithin(latitudes, [south, north], cityNorth - citySouth)
  );
}

/** About ten kilometres, degrees: a rural commune from end to end. */
const WIDEST_DEGREES = 0.1;
const MOST_COMMUNES = 5;

/** Tells if a shape is no wider than somebody may propose who works for single communes or routes. */
export function isLocal(geometry: Geometry, communes: number): boolean {
  const positions = positionsOf(geometry);
  return (
    communes <= MOST_COMMUNES &&
    extentOf(positions.map(([longitude]) => longitude)) <= WIDEST_DEGREES &&
    extentOf(positions.map(([, latitude]) => latitude)) <= WIDEST_DEGREES
  );
}

function extentOf(values: readonly number[]): number {
  const { from, to } = rangeOf(values);
  return to - from;
}

function rangeOf(values: readonly number[]): { from: number; to: number } {
  return { from: Math.min(...values), to: Math.max(...values) };
}

function isWithin(values: readonly number[], [least, most]: [number, number], length: number) {
  const { from, to } = rangeOf(values);
  return from >= least && to <= most && to - from <= length;
}
