import { CELL_ZOOMS } from '#server/contract/tile.ts';

import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import type { Hits } from './match.ts';
import { GRID_BITS } from './mercator.ts';
import { LOOKS } from './looks.ts';
import { blockAt, LOW_BITS } from './positions.ts';
import {
  ROW_NUMBERS,
  squareBits,
  squareStarts,
  type Squares,
  type SquareSums,
} from './square-sums.ts';
import {
  CELL_COUNTS,
  FLAG_COUNTS,
  featureColumns,
  putPoint,
  tileUnits,
  type TileFeatures,
} from './tile-features.ts';
import type { LeafRange } from './tile-range.ts';

const SIDE = 1 << CELL_ZOOMS;
const CELLS = SIDE * SIDE;

// One grid serves all tiles, one after the other: its columns are constants of this module, which the compiler
// reads fastest, and what they hold is cleared cell by cell.
const COUNTS = new Uint32Array(CELLS * CELL_COUNTS);
const SUM_XS = new Float64Array(CELLS);
const SUM_YS = new Float64Array(CELLS);
/** The cells in the order in which they were met, and the first point of each. */
const MET = new Uint16Array(CELLS);
const MET_LEAVES = new Uint16Array(CELLS);
const MET_SLOTS = new Uint16Array(CELLS);
const MET_STATES = new Uint8Array(CELLS);
const MET_FLAGS = new Uint8Array(CELLS);
const IS_MET = new Uint8Array(CELLS);
const grid = { met: 0, leaves: [] as Leaf[] };

// Copies of the columns of the leaf at hand.
const HITS = new Uint16Array(0x10000);
const XS = new Uint16Array(0x10000);
const YS = new Uint16Array(0x10000);
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);

// The looks that match, and copies of the sums of the leaf at hand.
const LOOK_HOLDS = new Uint8Array(LOOKS);
const ROWS = new Uint32Array(0x10000 * ROW_NUMBERS);

/**
 * Empties the grid for another tile.
 * @param looks what matches of the squares that will be added: 1 for each look; null for single hits
 */
export function clearGrid(looks: Uint8Array | null): void {
  if (looks !== null) LOOK_HOLDS.set(looks);
  for (let place = 0; place < grid.met; place += 1) {
    const cell = MET[place] ?? 0;
    COUNTS.fill(0, cell * CELL_COUNTS, (cell + 1) * CELL_COUNTS);
    SUM_XS[cell] = 0;
    SUM_YS[cell] = 0;
    IS_MET[cell] = 0;
  }
  grid.met = 0;
  grid.leaves = [];
}

function meet(cell: number, slot: number, state: number, flags: number): void {
  IS_MET[cell] = 1;
  MET[grid.met] = cell;
  MET_LEAVES[grid.met] = grid.leaves.length - 1;
  MET_SLOTS[grid.met] = slot;
  MET_STATES[grid.met] = state;
  MET_FLAGS[grid.met] = flags;
  grid.met += 1;
}

/** Adds points of a leaf one by one. */
export function addHits(leaf: Leaf, state: LeafState, hits: Hits, z: number): void {
  const { count } = hits;
  if (count === 0) return;
  grid.leaves.push(leaf);
  const base = hits.slots[0] ?? 0;
  const behind = (hits.slots[count - 1] ?? 0) + 1;
  HITS.set(hits.slots.subarray(0, count));
  XS.set(leaf.lowXs.subarray(base, behind));
  YS.set(leaf.lowYs.subarray(base, behind));
  STATES.set(state.states.subarray(base, behind));
  FLAGS.set(state.flags.subarray(base, behind));
  const { blockStarts } = leaf;
  let block = blockAt(leaf, base);
  for (let hit = 0; hit < count; block += 1) {
    const end = blockStarts[block + 1] ?? 0;
    if (end <= (HITS[hit] ?? 0)) continue;
    place(z, leaf.blockXs[block] ?? 0, leaf.blockYs[block] ?? 0, LOW_BITS);
    hit = addBlock(hit, count, base, end);
  }
}

/** Where the square at hand lies. */
const at = { cell: 0, shift: 0, x: 0, y: 0 };

/** Points `at` the square with the given row and column among those of its size. */
function place(z: number, column: number, row: number, bits: number): void {
  const cellBits = GRID_BITS - z - CELL_ZOOMS;
  const within = (1 << cellBits) - 1;
  const x = column << bits;
  const y = row << bits;
  at.cell = ((y >>> cellBits) & (SIDE - 1)) * SIDE + ((x >>> cellBits) & (SIDE - 1));
  at.shift = Math.min(cellBits, bits);
  // From the corner of its cell, where that is another one than its own.
  at.x = x & within;
  at.y = y & within;
}

/**
 * Adds the hits up to the end of a block. Neighbours in Morton order mostly share their cell: what such a run
 * adds up to stays in registers, four counters of a byte each in one number.
 */
function addBlock(firstHit: number, count: number, base: number, blockEnd: number): number {
  const { shift, cell: corner, x: cornerX, y: cornerY } = at;
  const within = 2 ** shift - 1;
  const end = blockEnd - base;
  let hit = firstHit;
  while (hit < count) {
    const start = hit;
    let point = (HITS[hit] ?? 0) - base;
    if (point >= end) break;
    const most = Math.min(count, hit + LONGEST_RUN);
    let x = XS[point] ?? 0;
    let y = YS[point] ?? 0;
    const cellX = x >>> shift;
    const cellY = y >>> shift;
    // A block may be larger than the tile.
    const cell = corner + (cellY & (SIDE - 1)) * SIDE + (cellX & (SIDE - 1));
    if (IS_MET[cell] === 0) meet(cell, point + base, STATES[point] ?? 0, FLAGS[point] ?? 0);
    let sumX = 0;
    let sumY = 0;
    let statuses = 0;
    let moreStatuses = 0;
    let flags = 0;
    let moreFlags = 0;
    do {
      const status = (STATES[point] ?? 0) & 7;
      const bits = FLAGS[point] ?? 0;
      sumX += x & within;
      sumY += y & within;
      statuses = (statuses + (STATUS_COUNTERS[status] ?? 0)) | 0;
      moreStatuses = (moreStatuses + (MORE_STATUS_COUNTERS[status] ?? 0)) | 0;
      flags = (flags + (FLAG_COUNTERS[bits] ?? 0)) | 0;
      moreFlags = (moreFlags + (FLAG_COUNTERS[bits >>> 4] ?? 0)) | 0;
      hit += 1;
      if (hit === most) break;
      point = (HITS[hit] ?? 0) - base;
      if (point >= end) break;
      x = XS[point] ?? 0;
      y = YS[point] ?? 0;
    } while (x >>> shift === cellX && y >>> shift === cellY);
    const n = hit - start;
    SUM_XS[cell] = (SUM_XS[cell] ?? 0) + sumX + n * cornerX;
    SUM_YS[cell] = (SUM_YS[cell] ?? 0) + sumY + n * cornerY;
    const counts = cell * CELL_COUNTS;
    addCounters(counts, statuses);
    addCounters(counts + 4, moreStatuses);
    if (flags !== 0) addCounters(counts + FLAG_COUNTS, flags);
    if (moreFlags !== 0) addCounters(counts + FLAG_COUNTS + 4, moreFlags);
  }
  return hit;
}

/** A run may be this long before one of its counters overflows. */
const LONGEST_RUN = 255;
const STATUS_COUNTERS = Int32Array.from({ length: 8 }, (_, status) =>
  status < 4 ? 1 << (8 * status) : 0,
);
const MORE_STATUS_COUNTERS = Int32Array.from({ length: 8 }, (_, status) =>
  status < 4 ? 0 : 1 << (8 * (status - 4)),
);
/** Of the four lower bits. */
const FLAG_COUNTERS = Int32Array.from(
  { length: 256 },
  (_, bits) => (bits & 1) | ((bits & 2) << 7) | ((bits & 4) << 14) | ((bits & 8) << 21),
);

function addCounters(counts: number, counters: number): void {
  COUNTS[counts] = (COUNTS[counts] ?? 0) + (counters & 0xff);
  COUNTS[counts + 1] = (COUNTS[counts + 1] ?? 0) + ((counters >>> 8) & 0xff);
  COUNTS[counts + 2] = (COUNTS[counts + 2] ?? 0) + ((counters >>> 16) & 0xff);
  COUNTS[counts + 3] = (COUNTS[counts + 3] ?? 0) + (counters >>> 24);
}

/**
 * Adds the squares of a stretch, which holds whole ones, and of each the looks that match.
 * @returns how many points that are
 */
export function addSquares(
  { leaf, from, to }: LeafRange,
  squares: Squares,
  sums: SquareSums,
  z: number,
): number {
  grid.leaves.push(leaf);
  ROWS.set(sums.rows);
  const starts = squareStarts(leaf, squares);
  const bits = squareBits(squares);
  const above = LOW_BITS - bits;
  let total = 0;
  let block = blockAt(leaf, from);
  for (let square = 0; square + 1 < starts.length; square += 1) {
    const slot = starts[square] ?? 0;
    if (slot < from) continue;
    if (slot >= to) break;
    while ((leaf.blockStarts[block + 1] ?? 0) <= slot) block += 1;
    const column = ((leaf.blockXs[block] ?? 0) << above) | ((leaf.lowXs[slot] ?? 0) >>> bits);
    const row = ((leaf.blockYs[block] ?? 0) << above) | ((leaf.lowYs[slot] ?? 0) >>> bits);
    place(z, column, row, bits);
    total += addRows(sums.starts[square] ?? 0, sums.starts[square + 1] ?? 0);
  }
  return total;
}

/** Adds the rows of the square at hand that match; looks are taken apart as in looks.ts. */
function addRows(from: number, to: number): number {
  const { cell } = at;
  const counts = cell * CELL_COUNTS;
  const firstFlag = counts + FLAG_COUNTS;
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  const end = to * ROW_NUMBERS;
  for (let row = from * ROW_NUMBERS; row < end; row += ROW_NUMBERS) {
    const look = (ROWS[row] ?? 0) >>> 16;
    if (LOOK_HOLDS[look] === 0) continue;
    const count = (ROWS[row] ?? 0) & 0xffff;
    const first = ROWS[row + 1] ?? 0;
    let flags = look >>> 3;
    if (IS_MET[cell] === 0) meet(cell, first >>> 16, first & 0xff, flags);
    n += count;
    sumX += ROWS[row + 2] ?? 0;
    sumY += ROWS[row + 3] ?? 0;
    const status = counts + (look & 7);
    COUNTS[status] = (COUNTS[status] ?? 0) + count;
    for (; flags !== 0; flags &= flags - 1) {
      const flag = firstFlag + 31 - Math.clz32(flags & -flags);
      COUNTS[flag] = (COUNTS[flag] ?? 0) + count;
    }
  }
  if (n === 0) return 0;
  SUM_XS[cell] = (SUM_XS[cell] ?? 0) + sumX + n * at.x;
  SUM_YS[cell] = (SUM_YS[cell] ?? 0) + sumY + n * at.y;
  return n;
}

const FEATURES = featureColumns(COUNTS);

/** The features of the tile at hand, to be filled. */
export function noFeatures(): TileFeatures {
  FEATURES.total = 0;
  FEATURES.count = 0;
  return FEATURES;
}

/**
 * Appends a feature for each cell of the grid, in the order in which they were met: the point itself where a
 * cell has but one.
 */
export function putCells(features: TileFeatures, z: number): void {
  const cellSize = 2 ** (GRID_BITS - z - CELL_ZOOMS);
  for (let met = 0; met < grid.met; met += 1) {
    const cell = MET[met] ?? 0;
    const n = pointsOf(cell);
    const leaf = n === 1 ? grid.leaves[MET_LEAVES[met] ?? 0] : undefined;
    if (leaf !== undefined) {
      const slot = MET_SLOTS[met] ?? 0;
      putPoint(features, { leaf, slot }, MET_STATES[met] ?? 0, MET_FLAGS[met] ?? 0, z);
      continue;
    }
    const column = cell & (SIDE - 1);
    const row = Math.floor(cell / SIDE);
    const { count } = features;
    features.xs[count] = tileUnits(column * cellSize + (SUM_XS[cell] ?? 0) / n, z);
    features.ys[count] = tileUnits(row * cellSize + (SUM_YS[cell] ?? 0) / n, z);
    features.ns[count] = n;
    features.cells[count] = cell;
    features.count = count + 1;
  }
}

/** Every point has one status. */
function pointsOf(cell: number): number {
  let n = 0;
  for (let status = 0; status < FLAG_COUNTS; status += 1) {
    n += COUNTS[cell * CELL_COUNTS + status] ?? 0;
  }
  return n;
}
