import { circle } from '@turf/turf';

import { MOST_CHOSEN_IDS, MOST_RING_CORNERS } from '#server/contract/point-region.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import type { ViewSearch } from './view-search.ts';

/** Part of the points beside the filter, as the server takes it (see PointRegion); a point must meet all of it. */
export type ListRegion = {
  box?: BoundingBox | undefined;
  squares?: string | undefined;
  within?: string | undefined;
  ids?: readonly number[] | undefined;
};

export const EVERYWHERE: ListRegion = {};

/** Degrees with six digits: a tenth of a metre. */
export function boxText(box: BoundingBox): string {
  return box.map((degrees) => degrees.toFixed(6)).join(',');
}

/** The region as parameters of a query, without empty ones. */
export function regionQuery({ box, squares, within, ids }: ListRegion): Record<string, string> {
  return {
    ...(box === undefined ? {} : { bbox: boxText(box) }),
    ...(squares === undefined ? {} : { squares }),
    ...(within === undefined ? {} : { within }),
    ...(ids === undefined ? {} : { ids: ids.join(',') }),
  };
}

/** True when all points of the filter lie in the region. */
export function isEverywhere(region: ListRegion): boolean {
  return Object.keys(regionQuery(region)).length === 0;
}

const RING_DIGITS = 5;

/** The corners of an area as they stand in an address: five digits are about a metre. A longer ring loses corners evenly. */
export function ringText(corners: readonly LonLat[]): string {
  const step = Math.ceil(corners.length / MOST_RING_CORNERS);
  return corners
    .filter((_, at) => at % step === 0)
    .map((corner) => corner.map((degrees) => Number(degrees.toFixed(RING_DIGITS))).join(','))
    .join(';');
}

/** The corners of an area (longitude first), the last of which joins the first; empty where there is none. */
export function ringOf({ within }: Pick<ViewSearch, 'within'>): LonLat[] {
  return (within ?? '').split(';').flatMap((corner): LonLat[] => {
    const [longitude, latitude] = corner.split(',').map(Number);
    return longitude === undefined || latitude === undefined ? [] : [[longitude, latitude]];
  });
}

const CIRCLE_CORNERS = 64;

/** The corners of a circle around a place. */
export function ringAround(at: LonLat, metres: number): LonLat[] {
  const drawn = circle([...at], metres, { units: 'meters', steps: CIRCLE_CORNERS });
  const corners = drawn.geometry.coordinates[0]?.slice(0, -1) ?? [];
  return corners.map(([longitude = 0, latitude = 0]): LonLat => [longitude, latitude]);
}

/** The corners of a box. */
export function ringOfBox([west, south, east, north]: BoundingBox): LonLat[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

/** Ids of the points that were ticked one by one. */
export function tickedIds({ ids }: Pick<ViewSearch, 'ids'>): number[] {
  return ids === undefined ? [] : ids.split(',').map(Number);
}

/** The ticks with one point more or less; at most as many as the server takes at once. */
export function withTick(ids: readonly number[], id: number): string | undefined {
  const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  return next.slice(0, MOST_CHOSEN_IDS).join(',') || undefined;
}
