/**
 * Grid positions in Morton order. Their upper halves change from block to block only (a tile of zoom 14,
 * 2.4 km wide at the equator), so that a point keeps the lower ones; within a block all points lie in
 * one cell of every coarser grid.
 */
export type Positions = {
  /** Slot of the first point of each block, and the number of points at the end. */
  readonly blockStarts: Uint16Array;
  /** The same for plots, of which sixteen make a block. */
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
    lowXs: Uint16Array.from(xs, (x) => x & LOW),
    lowYs: Uint16Array.from(ys, (y) => y & LOW),
  };
}

/** Where squares of so many bits begin, and the number of points at the end. */
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

/** Fills two columns with the positions of all slots. */
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

/** The block that a slot lies in. */
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
