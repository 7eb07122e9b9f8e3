import { distance } from '@turf/turf';

import type { LonLat } from '#server/contract/geo.ts';

/** Distance from which a result is recorded far from its place, beyond the accuracy of the position. */
const FAR_METRES = 100;

/** Distance in metres along the surface between two positions, each longitude first. */
export function metresBetween(from: LonLat, to: LonLat): number {
  return distance([...from], [...to], { units: 'meters' });
}

/** Tests for a device that is certainly not at the place: farther away than its accuracy can explain. */
export function isFarAway(metres: number, accuracyMetres: number): boolean {
  return metres > FAR_METRES + accuracyMetres;
}
