import { CELL_ZOOMS } from '#server/contract/tile.ts';

import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { lookOf, LOOKS } from './looks.ts';
import { GRID_BITS } from './mercator.ts';
import { LOW_BITS, PLOT_BITS } from './positions.ts';

/** Squares whose points stand together in a leaf: blocks and, in each, up to sixteen plots. */
export type Squares = 'blocks' | 'plots';

/**
 * What the points of a leaf add up to by square and, within each, by look. A tile of far away is then made of some
 * thousand rows, not of a million points, whichever statuses and flags it is asked for.
 */
export type SquareSums = {
  /** The first row of each square, and the number of rows at the end. */
  readonly starts: Uint16Array;
  /**
   * {@link ROW_NUMBERS} a row: its look (upper half) and how many points show it; the slot (upper half) and the state
   * byte of the first of them; the sums of their distances from the square's north-western corner, in grid steps.
   */
  readonly rows: Uint32Array;
};

export const ROW_NUMBERS = 4;

/** Slots at which the squares of a leaf begin, and the number of points at the end. */
export function squareStarts(leaf: Leaf, squares: Squares): Uint16Array {
  return squares === 'blocks' ? leaf.blockStarts : leaf.plotStarts;
}

/** The largest squares that make up whole cells of a zoom; null where its cells are smaller. */
export function squaresOf(z: number): Squares | null {
  const cellBits = GRID_BITS - z - CELL_ZOOMS;
  if (cellBits >= LOW_BITS) return 'blocks';
  return cellBits >= PLOT_BITS ? 'plots' : null;
}

export function squareBits(squares: Squares): number {
  return squares === 'blocks' ? LOW_BITS : PLOT_BITS;
}

// Scratch of one leaf at a time (see match.ts).
const XS = new Uint16Array(0x10000);
const YS = new Uint16Array(0x10000);
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);
const STARTS = new Uint16Array(0x10001);
const ROWS = new Uint32Array(0x10000 * ROW_NUMBERS);

/** By look, for the square at hand: the number of points in the upper half, the sum of their columns in the lower. */
const COUNTS_AND_XS = new Float64Array(LOOKS);
const ONE_POINT = 2 ** 32;
const SUM_YS = new Float64Array(LOOKS);
/** The slots of the points that showed the square at hand a look first. */
const MET = new Uint16Array(LOOKS);

/**
 * What holds until it is asked for again: {@link keptSums} is for keeping.
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
    const met = addPoints(starts[square] ?? 0, starts[square + 1] ?? 0, within);
    rows = putRows(rows, met);
  }
  STARTS[starts.length - 1] = rows;
  return { starts: STARTS.subarray(0, starts.length), rows: ROWS.subarray(0, rows * ROW_NUMBERS) };
}

export function keptSums({ starts, rows }: SquareSums): SquareSums {
  return { starts: starts.slice(), rows: rows.slice() };
}

export function squareSumsBytes({ starts, rows }: SquareSums): number {
  return starts.byteLength + rows.byteLength;
}

/** Adds up the points of one square. Gives back how many looks they show. */
function addPoints(from: number, to: number, within: number): number {
  let met = 0;
  for (let slot = from; slot < to; slot += 1) {
    // The look of the point, spelt out: a function of another module makes the loop a fifth slower.
    const look = ((STATES[slot] ?? 0) & 7) | ((FLAGS[slot] ?? 0) << 3);
    const before = COUNTS_AND_XS[look] ?? 0;
    if (before === 0) {
      MET[met] = slot;
      met += 1;
    }
    COUNTS_AND_XS[look] = before + ONE_POINT + ((XS[slot] ?? 0) & within);
    SUM_YS[look] = (SUM_YS[look] ?? 0) + ((YS[slot] ?? 0) & within);
  }
  return met;
}

/** Writes a row for each look of the square at hand, and forgets them. Gives back the number of rows so far. */
function putRows(firstRow: number, met: number): number {
  for (let place = 0; place < met; place += 1) {
    const slot = MET[place] ?? 0;
    const state = STATES[slot] ?? 0;
    const look = lookOf(state, FLAGS[slot] ?? 0);
    const sum = COUNTS_AND_XS[look] ?? 0;
    const count = Math.floor(sum / ONE_POINT);
    const row = (firstRow + place) * ROW_NUMBERS;
    ROWS[row] = (look << 16) | count;
    ROWS[row + 1] = (slot << 16) | state;
    ROWS[row + 2] = sum - count * ONE_POINT;
    ROWS[row + 3] = SUM_YS[look] ?? 0;
    COUNTS_AND_XS[look] = 0;
    SUM_YS[look] = 0;
  }
  return firstRow + met;
}
