import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { LOOKS } from './looks.ts';
import { LOW_BITS, PLOT_BITS } from './positions.ts';

/** Squares whose points stand together in a leaf: blocks and, in each, up to sixteen plots. */
export type Squares = 'blocks' | 'plots';

/**
 * What the points of a leaf add up to by square and, within each, by look. A tile of far away is then made of some
 * thousand rows, not of a million points, whichever statuses and flags it is asked for.
 */
export type SquareSums = {
  /** The first row of each square, and the number of rows at the end. */
  readonly rowStarts: Uint16Array;
  readonly looks: Uint16Array;
  readonly counts: Uint16Array;
  /** Sums of the points' distances from the square's north-western corner, in grid steps. */
  readonly sumXs: Uint32Array;
  readonly sumYs: Uint32Array;
};

/** Slots at which the squares of a leaf begin, and the number of points at the end. */
export function squareStarts(leaf: Leaf, squares: Squares): Uint16Array {
  return squares === 'blocks' ? leaf.blockStarts : leaf.plotStarts;
}

export function squareBits(squares: Squares): number {
  return squares === 'blocks' ? LOW_BITS : PLOT_BITS;
}

// Scratch of one leaf at a time (see match.ts).
const XS = new Uint16Array(0x10000);
const YS = new Uint16Array(0x10000);
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);
const ROW_STARTS = new Uint16Array(0x10001);
const ROW_LOOKS = new Uint16Array(0x10000);
const ROW_COUNTS = new Uint16Array(0x10000);
const ROW_SUM_XS = new Uint32Array(0x10000);
const ROW_SUM_YS = new Uint32Array(0x10000);

/** By look, for the square at hand: the number of points in the upper half, the sum of their columns in the lower. */
const COUNTS_AND_XS = new Float64Array(LOOKS);
const ONE_POINT = 2 ** 32;
const SUM_YS = new Float64Array(LOOKS);
/** The looks that the square at hand has shown. */
const MET = new Uint16Array(LOOKS);

/** @param leaf of at most 65,535 points */
export function squareSums(leaf: Leaf, state: LeafState, squares: Squares): SquareSums {
  const starts = squareStarts(leaf, squares);
  const within = 2 ** squareBits(squares) - 1;
  XS.set(leaf.lowXs);
  YS.set(leaf.lowYs);
  STATES.set(state.states.subarray(0, leaf.size));
  FLAGS.set(state.flags.subarray(0, leaf.size));
  let rows = 0;
  for (let square = 0; square + 1 < starts.length; square += 1) {
    ROW_STARTS[square] = rows;
    const met = addPoints(starts[square] ?? 0, starts[square + 1] ?? 0, within);
    rows = putRows(rows, met);
  }
  ROW_STARTS[starts.length - 1] = rows;
  return {
    rowStarts: ROW_STARTS.slice(0, starts.length),
    looks: ROW_LOOKS.slice(0, rows),
    counts: ROW_COUNTS.slice(0, rows),
    sumXs: ROW_SUM_XS.slice(0, rows),
    sumYs: ROW_SUM_YS.slice(0, rows),
  };
}

export function squareSumsBytes(sums: SquareSums): number {
  const columns = [sums.rowStarts, sums.looks, sums.counts, sums.sumXs, sums.sumYs];
  return columns.reduce((bytes, column) => bytes + column.byteLength, 0);
}

/** Adds up the points of one square. Gives back how many looks they show. */
function addPoints(from: number, to: number, within: number): number {
  let met = 0;
  for (let slot = from; slot < to; slot += 1) {
    const look = ((STATES[slot] ?? 0) & 7) | ((FLAGS[slot] ?? 0) << 3);
    const before = COUNTS_AND_XS[look] ?? 0;
    if (before === 0) {
      MET[met] = look;
      met += 1;
    }
    COUNTS_AND_XS[look] = before + ONE_POINT + ((XS[slot] ?? 0) & within);
    SUM_YS[look] = (SUM_YS[look] ?? 0) + ((YS[slot] ?? 0) & within);
  }
  return met;
}

/** Writes a row for each look of the square at hand, and forgets them. Gives back the number of rows so far. */
function putRows(firstRow: number, met: number): number {
  let row = firstRow;
  for (let place = 0; place < met; place += 1) {
    const look = MET[place] ?? 0;
    const sum = COUNTS_AND_XS[look] ?? 0;
    const count = Math.floor(sum / ONE_POINT);
    ROW_LOOKS[row] = look;
    ROW_COUNTS[row] = count;
    ROW_SUM_XS[row] = sum - count * ONE_POINT;
    ROW_SUM_YS[row] = SUM_YS[look] ?? 0;
    COUNTS_AND_XS[look] = 0;
    SUM_YS[look] = 0;
    row += 1;
  }
  return row;
}
