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

/** Row of a latitude in degrees, clamped to the edges of the Mercator square. */
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

/**
 * Grid positions in Morton order, four bytes a point: the upper 14 bits of a coordinate are kept once per block
 * (a tile of zoom 14, 2.4 km wide at the equator), the lower 16 per point. All points of a block lie in one
 * cell of every coarser grid.
 */
export type Positions = {
  /** Slot of the first point of each block, and the number of points at the end. */
  readonly blockStarts: Uint16Array;
  /** Slot of the first point of each plot (sixteen make a block), and the number of points at the end. */
  readonly plotStarts: Uint16Array;
  readonly blockXs: Uint16Array;
  readonly blockYs: Uint16Array;
  readonly lowXs: Uint16Array;
  readonly lowYs: Uint16Array;
};

export const LOW_BITS = 16;
export const PLOT_BITS = LOW_BITS - 2;
const LOW = (1 << LOW_BITS) - 1;

export function packPositions(xs: Uint32Array, ys: Uint32Array): Positions {
  const blockStarts = startsOf(xs, ys, LOW_BITS);
  const firsts = blockStarts.subarray(0, -1);
  return {
    blockStarts,
    plotStarts: startsOf(xs, ys, PLOT_BITS),
    blockXs: firsts.map((slot) => (xs[slot] ?? 0) >>> LOW_BITS),
    blockYs: firsts.map((slot) => (ys[slot] ?? 0) >>> LOW_BITS),
    lowXs: lowBitsOf(xs),
    lowYs: lowBitsOf(ys),
  };
}

/** Lower bits of full coordinates. A loop, because `from` with a callback takes several times as long. */
function lowBitsOf(coordinates: Uint32Array): Uint16Array {
  const result = new Uint16Array(coordinates.length);
  for (let slot = 0; slot < result.length; slot += 1) result[slot] = (coordinates[slot] ?? 0) & LOW;
  return result;
}

/** First slot of each square of 2^bits grid steps, and the number of points at the end. */
function startsOf(xs: Uint32Array, ys: Uint32Array, bits: number): Uint16Array {
  const starts: number[] = [];
  let lastX = -1;
  let lastY = -1;
  for (let slot = 0; slot < xs.length; slot += 1) {
    const x = (xs[slot] ?? 0) >>> bits;
    const y = (ys[slot] ?? 0) >>> bits;
    if (x === lastX && y === lastY) continue;
    starts.push(slot);
    lastX = x;
    lastY = y;
  }
  starts.push(xs.length);
  return Uint16Array.from(starts);
}

/** Writes the full coordinates of all slots to `xs` and `ys`. */
export function unpackPositions(from: Positions, xs: Uint32Array, ys: Uint32Array): void {
  const { blockStarts, lowXs, lowYs } = from;
  for (let block = 0; block < from.blockXs.length; block += 1) {
    const highX = (from.blockXs[block] ?? 0) << LOW_BITS;
    const highY = (from.blockYs[block] ?? 0) << LOW_BITS;
    const end = blockStarts[block + 1] ?? 0;
    for (let slot = blockStarts[block] ?? 0; slot < end; slot += 1) {
      xs[slot] = highX | (lowXs[slot] ?? 0);
      ys[slot] = highY | (lowYs[slot] ?? 0);
    }
  }
}

/** Index of the block that holds a slot. */
export function blockAt({ blockStarts }: Positions, slot: number): number {
  let low = 0;
  let high = blockStarts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blockStarts[middle + 1] ?? 0) <= slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function positionAt(from: Positions, slot: number): { x: number; y: number } {
  const block = blockAt(from, slot);
  return {
    x: ((from.blockXs[block] ?? 0) << LOW_BITS) | (from.lowXs[slot] ?? 0),
    y: ((from.blockYs[block] ?? 0) << LOW_BITS) | (from.lowYs[slot] ?? 0),
  };
}
