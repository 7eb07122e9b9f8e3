import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

const METRES_PER_DEGREE = 111_195;

/** Distance in metres between two places (longitude first), on a plane: exact enough within a few kilometres. */
export function metresBetween(one: LonLat, other: LonLat): number {
  const shrink = Math.cos((((one[1] + other[1]) / 2) * Math.PI) / 180);
  return Math.hypot((other[0] - one[0]) * shrink, other[1] - one[1]) * METRES_PER_DEGREE;
}

/** The box (west, south, east, north) that reaches so many metres to each side of a place. */
export function boxAround([longitude, latitude]: LonLat, metres: number): BoundingBox {
  const up = metres / METRES_PER_DEGREE;
  const across = up / Math.cos((latitude * Math.PI) / 180);
  return [longitude - across, latitude - up, longitude + across, latitude + up];
}

/** Puts the nearest first, each with its distance in metres. */
export function nearestFirst<Place extends { anchor: LonLat }>(
  places: readonly Place[],
  here: LonLat,
): (Place & { metres: number })[] {
  return places
    .map((place) => ({ ...place, metres: metresBetween(here, place.anchor) }))
    .toSorted((a, b) => a.metres - b.metres);
}
