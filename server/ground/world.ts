import { TILE_EXTENT } from '#server/contract/tile.ts';

/**
 * Web Mercator in whole units: the world is a square of 2^30 units, x to the east and y to the south, so that a unit is
 * less than 4 cm and a coordinate is a small integer.
 */
const WORLD_BITS = 30;
const WORLD = 2 ** WORLD_BITS;
const EXTENT_BITS = Math.log2(TILE_EXTENT);
/** Web Mercator ends here; https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames */
const LAST_LATITUDE = 85.0511;

/** The smallest box around something, in units of the world. */
export type WorldBox = { west: number; north: number; east: number; south: number };

export function worldX(longitude: number): number {
  return Math.round((longitude / 360 + 0.5) * WORLD);
}

export function worldY(latitude: number): number {
  const limited = Math.min(LAST_LATITUDE, Math.max(-LAST_LATITUDE, latitude));
  const sine = Math.sin((limited * Math.PI) / 180);
  const share = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return Math.round(share * WORLD);
}

export function longitudeOf(x: number): number {
  return (x / WORLD - 0.5) * 360;
}

export function latitudeOf(y: number): number {
  const share = Math.PI * (1 - (2 * y) / WORLD);
  return (Math.atan(Math.sinh(share)) * 180) / Math.PI;
}

/** Units of the world in one unit of a tile of that zoom. */
export function unitsAt(zoom: number): number {
  return 2 ** (WORLD_BITS - EXTENT_BITS - zoom);
}

/** Units of the world along the side of a tile of that zoom. */
export function sideAt(zoom: number): number {
  return 2 ** (WORLD_BITS - zoom);
}
