import { CELL_ZOOMS } from '#server/contract/tile.ts';

import { bucketOf, BUCKETS } from './codes.ts';
import { GRID_BITS, LOW_BITS, PLOT_BITS } from './grid-positions.ts';
import { LEAF_SCRATCH, ROW_WORDS } from './leaf-scratch.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';

/** Squares of the grid whose points are contiguous in a leaf: blocks and, in each, up to sixteen plots. */
export type Squares = 'blocks' | 'plots';

/**
 * Aggregates of the points of a leaf by square and, within a square, by bucket. A tile of a low zoom is made of some
 * thousand such rows, not of a million points, for any filter by status and flag.
 */
export type SquareSums = {
  /** Index of the first row of each square, and the number of rows at the end. */
  readonly starts: Uint16Array;
  /**
   * {@link ROW_WORDS} words a row: bucket (upper half) and number of its points; slot (upper half) and state byte of
   * the first of them; sum of x and sum of y, in grid steps from the square's north-western corner.
   */
  readonly rows: Uint32Array;
};

/** First slot of each square of a leaf, and the number of points at the end. */
export function squareStarts(leaf: Leaf, squares: Squares): Uint16Array {
  return squares === 'blocks' ? leaf.blockStarts : leaf.plotStarts;
}

/** The largest squares that tile the cells of a zoom; null when its cells are smaller than a plot. */
export function squaresForZoom(z: number): Squares | null {
  const cellBits = GRID_BITS - z - CELL_ZOOMS;
  if (cellBits >= LOW_BITS) return 'blocks';
  return cellBits >= PLOT_BITS ? 'plots' : null;
}

/** Side of a square as a power of two of grid steps. */
export function squareBits(squares: Squares): number {
  return squares === 'blocks' ? LOW_BITS : PLOT_BITS;
}

const { xs: XS, ys: YS, states: STATES, flags: FLAGS, rows: ROWS } = LEAF_SCRATCH;
/** Result column. */
const STARTS = new Uint16Array(0x10001);

// Sums of one square, by bucket: the number of points (upper half) with the sum of their x (lower half), and of y.
const COUNTS_AND_XS = new Float64Array(BUCKETS);
const ONE_POINT = 2 ** 32;
const SUM_YS = new Float64Array(BUCKETS);
/** First slot seen of each bucket that occurs in the square, in the order of these slots. */
const FIRST_SLOTS = new Uint16Array(BUCKETS);

/**
 * Computes the sums of a leaf. The result aliases scratch memory until the next call; copy it with {@link copySums}.
 * @param leaf of at most 65,535 points
 */
export function squareSums(leaf: Leaf, state: LeafState, squares: Squares): SquareSums {
  const starts = squareStarts(leaf, squares);
  const within = 2 ** squareBits(squares) - 1;
  XS.set(leaf.lowXs);
  YS.set(leaf.lowYs);
  STATES.set(state.states.subarray(0, leaf.size));
  FLAGS.set(state.flags.subarray(0, leaf.size));
  let rows = 0;
  for (let square = 0; square + 1 < starts.length; square += 1) {
    STARTS[square] = rows;
    const buckets = sumPoints(starts[square] ?? 0, starts[square + 1] ?? 0, within);
    rows = writeRows(rows, buckets);
  }
  STARTS[starts.length - 1] = rows;
  return { starts: STARTS.subarray(0, starts.length), rows: ROWS.subarray(0, rows * ROW_WORDS) };
}

export function copySums({ starts, rows }: SquareSums): SquareSums {
  return { starts: starts.slice(), rows: rows.slice() };
}

export function squareSumsBytes({ starts, rows }: SquareSums): number {
  return starts.byteLength + rows.byteLength;
}

/** Adds up the points of one square. @returns the number of buckets that occur in it */
function sumPoints(from: number, to: number, within: number): number {
  let buckets = 0;
  for (let slot = from; slot < to; slot += 1) {
    // bucketOf, inlined by hand: a function of another module makes the loop a fifth slower.
    const bucket = ((STATES[slot] ?? 0) & 7) | ((FLAGS[slot] ?? 0) << 3);
    const before = COUNTS_AND_XS[bucket] ?? 0;
    if (before === 0) {
      FIRST_SLOTS[buckets] = slot;
      buckets += 1;
    }
    COUNTS_AND_XS[bucket] = before + ONE_POINT + ((XS[slot] ?? 0) & within);
    SUM_YS[bucket] = (SUM_YS[bucket] ?? 0) + ((YS[slot] ?? 0) & within);
  }
  return buckets;
}

/** Writes a row for each bucket of the square and clears the sums. @returns the number of rows so far */
function writeRows(firstRow: number, buckets: number): number {
  for (let index = 0; index < buckets; index += 1) {
    const slot = FIRST_SLOTS[index] ?? 0;
    const state = STATES[slot] ?? 0;
    const bucket = bucketOf(state, FLAGS[slot] ?? 0);
    const sum = COUNTS_AND_XS[bucket] ?? 0;
    const count = Math.floor(sum / ONE_POINT);
    const row = (firstRow + index) * ROW_WORDS;
    ROWS[row] = (bucket << 16) | count;
    ROWS[row + 1] = (slot << 16) | state;
    ROWS[row + 2] = sum - count * ONE_POINT;
    ROWS[row + 3] = SUM_YS[bucket] ?? 0;
    COUNTS_AND_XS[bucket] = 0;
    SUM_YS[bucket] = 0;
  }
  return firstRow + buckets;
}
