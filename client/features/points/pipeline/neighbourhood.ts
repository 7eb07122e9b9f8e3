import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import { coverTiles, growBox } from './tile-cover.ts';

/** The levels that the map asks for first, from the whole city to single houses. */
const LEVELS = [
  { level: 7, around: 0 },
  { level: 10, around: 0.05 },
  { level: 13, around: 0.03 },
  { level: 16, around: 0.004 },
] as const;

/** Addresses of the unfiltered tiles around some places, each once; `around` is in degrees, some 110 km each. */
export function tilesAround(places: readonly LonLat[]): string[] {
  const addresses = new Set<string>();
  for (const { level, around } of LEVELS) {
    for (const [longitude, latitude] of places) {
      const spot: BoundingBox = [
        longitude - around,
        latitude - around,
        longitude + around,
        latitude + around,
      ];
      for (const { z, x, y } of coverTiles(growBox(spot, level, 1), level)) {
        addresses.add(`/api/tiles/points/${z}/${x}/${y}.mvt`);
      }
    }
  }
  return [...addresses];
}
