/**
 * The world as a square of 2^30 × 2^30 grid steps in Web Mercator (EPSG:3857; 3.7 cm at the equator),
 * x to the east from the antimeridian and y to the south. Tiles and cells are prefixes of grid positions,
 * so that a position belongs to exactly one tile of each zoom.
 */
export const GRID_BITS = 30;
const GRID_SIZE = 2 ** GRID_BITS;
/** Finest zoom of a tile: its 32 × 32 cells are then eight grid steps wide. */
export const FINEST_ZOOM = 22;

export type GridPosition = { x: number; y: number };

/** Column of a longitude in degrees; 180 is the same meridian as -180, and others wrap round. */
export function gridX(longitude: number): number {
  const turns = (longitude + 180) / 360;
  return Math.min(GRID_SIZE - 1, Math.floor((turns - Math.floor(turns)) * GRID_SIZE));
}

/** Row of a latitude in degrees; what lies beyond the edge of the Mercator square stands on its edge. */
export function gridY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const fraction = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return Math.max(0, Math.min(GRID_SIZE - 1, Math.floor(fraction * GRID_SIZE)));
}

/**
 * Morton order (the row's bit before the column's at each level). The coordinate with the highest
 * differing bit decides; that bit is found without counting (Chan 2002, "Closest-point problems
 * simplified on the RAM").
 */
export function comesBefore(ax: number, ay: number, bx: number, by: number): boolean {
  const dx = ax ^ bx;
  const dy = ay ^ by;
  return dy < dx && dy < (dx ^ dy) ? ax < bx : ay < by;
}

/** Spreads the low 15 bits of `value` to the even bits of the result. */
export function spreadBits(value: number): number {
  let bits = value & 0x7fff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** @throws {RangeError} when there is no such tile. */
export function checkTile(z: number, x: number, y: number): void {
  const side = 2 ** z;
  const valid = [z, x, y].every((part) => Number.isSafeInteger(part) && part >= 0);
  if (!valid || z > FINEST_ZOOM || x >= side || y >= side) {
    throw new RangeError(`tile ${z}/${x}/${y} does not exist`);
  }
}
