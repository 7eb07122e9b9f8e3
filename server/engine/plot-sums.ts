import { statusOf } from './codes.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';

/** A plot is a cell of zoom 10: a sixteenth of a block, hence some whole ones in each coarser cell. */
export const PLOT_BITS = 14;
const WITHIN = (1 << PLOT_BITS) - 1;

/**
 * What the points of a leaf add up to by plot and, within each, by look: what a point shows on a day, which
 * is its status and its flags. A tile of far away is then made of some ten thousand rows, not of a million points,
 * whichever statuses and flags it is asked for.
 */
export type PlotSums = {
  /** Slot of the first point of each plot. */
  readonly firstSlots: Uint16Array;
  /** The first row of each plot, and the number of rows at the end. */
  readonly rowStarts: Uint16Array;
  readonly looks: Uint16Array;
  readonly counts: Uint16Array;
  /** Sums of the points' distances from the plot's north-western corner, in grid steps. */
  readonly sumXs: Uint32Array;
  readonly sumYs: Uint32Array;
};

/** Status (three bits) and flag bits of a point. */
export const LOOKS = 0x800;

export function lookOf(state: number, flags: number): number {
  return statusOf(state) | (flags << 3);
}

export function statusOfLook(look: number): number {
  return look & 7;
}

export function flagsOfLook(look: number): number {
  return look >>> 3;
}

// Scratch of one leaf at a time (see match.ts).
const XS = new Uint16Array(0x10000);
const YS = new Uint16Array(0x10000);
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);
const FIRST_SLOTS = new Uint16Array(0x10000);
const ROW_STARTS = new Uint16Array(0x10001);
const ROW_LOOKS = new Uint16Array(0x10000);
const COUNTS = new Uint16Array(0x10000);
const SUM_XS = new Uint32Array(0x10000);
const SUM_YS = new Uint32Array(0x10000);
/** The row that last stood for each look; it holds only when that row is of the plot at hand. */
const ROW_OF_LOOK = new Uint16Array(LOOKS);

/** @param leaf of at most 65,535 points */
export function plotSums(leaf: Leaf, state: LeafState): PlotSums {
  const { size, blockStarts } = leaf;
  XS.set(leaf.lowXs);
  YS.set(leaf.lowYs);
  STATES.set(state.states.subarray(0, size));
  FLAGS.set(state.flags.subarray(0, size));
  let plots = 0;
  let rows = 0;
  let slot = 0;
  for (let block = 0; block < leaf.blockXs.length; block += 1) {
    const end = blockStarts[block + 1] ?? 0;
    while (slot < end) {
      const plotEnd = endOfPlot(slot, end);
      FIRST_SLOTS[plots] = slot;
      ROW_STARTS[plots] = rows;
      plots += 1;
      rows = addRows(slot, plotEnd, rows);
      slot = plotEnd;
    }
  }
  ROW_STARTS[plots] = rows;
  return {
    firstSlots: FIRST_SLOTS.slice(0, plots),
    rowStarts: ROW_STARTS.slice(0, plots + 1),
    looks: ROW_LOOKS.slice(0, rows),
    counts: COUNTS.slice(0, rows),
    sumXs: SUM_XS.slice(0, rows),
    sumYs: SUM_YS.slice(0, rows),
  };
}

export function plotSumsBytes(sums: PlotSums): number {
  const { firstSlots, rowStarts, looks, counts, sumXs, sumYs } = sums;
  const columns = [firstSlots, rowStarts, looks, counts, sumXs, sumYs];
  return columns.reduce((bytes, column) => bytes + column.byteLength, 0);
}

/** Where the plot of a point ends: its points stand together in Morton order. */
function endOfPlot(first: number, blockEnd: number): number {
  const x = XS[first] ?? 0;
  const y = YS[first] ?? 0;
  let slot = first + 1;
  while (slot < blockEnd && (((XS[slot] ?? 0) ^ x) | ((YS[slot] ?? 0) ^ y)) >>> PLOT_BITS === 0) {
    slot += 1;
  }
  return slot;
}

/** Adds the points of one plot to rows of their own. Gives back the number of rows so far. */
function addRows(from: number, to: number, firstRow: number): number {
  let rows = firstRow;
  for (let slot = from; slot < to; slot += 1) {
    const look = lookOf(STATES[slot] ?? 0, FLAGS[slot] ?? 0);
    let row = ROW_OF_LOOK[look] ?? 0;
    if (row < firstRow || row >= rows || ROW_LOOKS[row] !== look) {
      row = rows;
      rows += 1;
      ROW_OF_LOOK[look] = row;
      ROW_LOOKS[row] = look;
      COUNTS[row] = 0;
      SUM_XS[row] = 0;
      SUM_YS[row] = 0;
    }
    COUNTS[row] = (COUNTS[row] ?? 0) + 1;
    SUM_XS[row] = (SUM_XS[row] ?? 0) + ((XS[slot] ?? 0) & WITHIN);
    SUM_YS[row] = (SUM_YS[row] ?? 0) + ((YS[slot] ?? 0) & WITHIN);
  }
  return rows;
}
