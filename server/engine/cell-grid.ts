import { CELL_ZOOMS } from '#server/contract/tile.ts';

import { BUCKETS } from './codes.ts';
import { blockAt, GRID_BITS, LOW_BITS } from './grid-positions.ts';
import { LEAF_SCRATCH, ROW_WORDS } from './leaf-scratch.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import type { Hits } from './match.ts';
import { squareBits, squareStarts, type Squares, type SquareSums } from './square-sums.ts';
import {
  appendPoint,
  CELL_COUNTS,
  FLAG_COUNTS,
  featureColumns,
  tileUnits,
  type TileFeatures,
} from './tile-features.ts';
import type { LeafRange } from './tile-query.ts';

/** Cells along a side of a tile. */
const SIDE = 1 << CELL_ZOOMS;
const CELLS = SIDE * SIDE;

// The grid of the tile in work. One grid serves all tiles, one after the other; only occupied cells are cleared.
const COUNTS = new Uint32Array(CELLS * CELL_COUNTS);
const SUM_XS = new Float64Array(CELLS);
const SUM_YS = new Float64Array(CELLS);
const IS_OCCUPIED = new Uint8Array(CELLS);
/** Occupied cells in the order of their first points, and of each first point its leaf, slot, state and flags. */
const OCCUPIED_CELLS = new Uint16Array(CELLS);
const FIRST_LEAVES = new Uint16Array(CELLS);
const FIRST_SLOTS = new Uint16Array(CELLS);
const FIRST_STATES = new Uint8Array(CELLS);
const FIRST_FLAGS = new Uint8Array(CELLS);
const grid = { occupied: 0, leaves: [] as Leaf[] };

const { slots: SLOTS, xs: XS, ys: YS, states: STATES, flags: FLAGS, rows: ROWS } = LEAF_SCRATCH;
const BUCKET_ACCEPTED = new Uint8Array(BUCKETS);

/**
 * Empties the grid for another tile.
 * @param accepted 1 for each bucket whose points {@link addSquares} is to count; null when only hits are added
 */
export function clearGrid(accepted: Uint8Array | null): void {
  if (accepted !== null) BUCKET_ACCEPTED.set(accepted);
  for (let index = 0; index < grid.occupied; index += 1) {
    const cell = OCCUPIED_CELLS[index] ?? 0;
    COUNTS.fill(0, cell * CELL_COUNTS, (cell + 1) * CELL_COUNTS);
    SUM_XS[cell] = 0;
    SUM_YS[cell] = 0;
    IS_OCCUPIED[cell] = 0;
  }
  grid.occupied = 0;
  grid.leaves = [];
}

/** Marks a cell as occupied and notes its first point. */
function occupyCell(cell: number, slot: number, state: number, flags: number): void {
  IS_OCCUPIED[cell] = 1;
  OCCUPIED_CELLS[grid.occupied] = cell;
  FIRST_LEAVES[grid.occupied] = grid.leaves.length - 1;
  FIRST_SLOTS[grid.occupied] = slot;
  FIRST_STATES[grid.occupied] = state;
  FIRST_FLAGS[grid.occupied] = flags;
  grid.occupied += 1;
}

/** Adds the points of a leaf that match, one by one. */
export function addHits(leaf: Leaf, state: LeafState, hits: Hits, z: number): void {
  const { count } = hits;
  if (count === 0) return;
  grid.leaves.push(leaf);
  const base = hits.slots[0] ?? 0;
  const behind = (hits.slots[count - 1] ?? 0) + 1;
  SLOTS.set(hits.slots.subarray(0, count));
  XS.set(leaf.lowXs.subarray(base, behind));
  YS.set(leaf.lowYs.subarray(base, behind));
  STATES.set(state.states.subarray(base, behind));
  FLAGS.set(state.flags.subarray(base, behind));
  const { blockStarts } = leaf;
  let block = blockAt(leaf, base);
  for (let hit = 0; hit < count; block += 1) {
    const end = blockStarts[block + 1] ?? 0;
    if (end <= (SLOTS[hit] ?? 0)) continue;
    locateSquare(z, leaf.blockXs[block] ?? 0, leaf.blockYs[block] ?? 0, LOW_BITS);
    hit = addBlock(hit, count, base, end);
  }
}

/**
 * Location of the square in work: its (first) cell, the bits of a coordinate within both cell and square, and the
 * offset in grid steps of the square from the corner of its cell, 0 when the square is larger.
 */
const square = { cell: 0, bits: 0, offsetX: 0, offsetY: 0 };

/** Sets `square` to the square with the given column and row among those of 2^bits grid steps. */
function locateSquare(z: number, column: number, row: number, bits: number): void {
  const cellBits = GRID_BITS - z - CELL_ZOOMS;
  const within = (1 << cellBits) - 1;
  const x = column << bits;
  const y = row << bits;
  square.cell = ((y >>> cellBits) & (SIDE - 1)) * SIDE + ((x >>> cellBits) & (SIDE - 1));
  square.bits = Math.min(cellBits, bits);
  square.offsetX = x & within;
  square.offsetY = y & within;
}

/**
 * Adds the hits of a block. Neighbours in Morton order mostly share their cell: the sums of such a run stay in
 * registers, four counters of one byte each packed into one number.
 * @returns index of the first hit behind the block
 */
function addBlock(firstHit: number, count: number, base: number, blockEnd: number): number {
  const { bits: shift, cell: firstCell, offsetX, offsetY } = square;
  const within = 2 ** shift - 1;
  const end = blockEnd - base;
  let hit = firstHit;
  while (hit < count) {
    const start = hit;
    let point = (SLOTS[hit] ?? 0) - base;
    if (point >= end) break;
    const most = Math.min(count, hit + LONGEST_RUN);
    let x = XS[point] ?? 0;
    let y = YS[point] ?? 0;
    const cellX = x >>> shift;
    const cellY = y >>> shift;
    // A block may be larger than the tile.
    const cell = firstCell + (cellY & (SIDE - 1)) * SIDE + (cellX & (SIDE - 1));
    if (IS_OCCUPIED[cell] === 0)
      occupyCell(cell, point + base, STATES[point] ?? 0, FLAGS[point] ?? 0);
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
      point = (SLOTS[hit] ?? 0) - base;
      if (point >= end) break;
      x = XS[point] ?? 0;
      y = YS[point] ?? 0;
    } while (x >>> shift === cellX && y >>> shift === cellY);
    const n = hit - start;
    SUM_XS[cell] = (SUM_XS[cell] ?? 0) + sumX + n * offsetX;
    SUM_YS[cell] = (SUM_YS[cell] ?? 0) + sumY + n * offsetY;
    const counts = cell * CELL_COUNTS;
    addCounters(counts, statuses);
    addCounters(counts + 4, moreStatuses);
    if (flags !== 0) addCounters(counts + FLAG_COUNTS, flags);
    if (moreFlags !== 0) addCounters(counts + FLAG_COUNTS + 4, moreFlags);
  }
  return hit;
}

/** Longest run whose one-byte counters cannot overflow. */
const LONGEST_RUN = 255;
/** Increments for statuses 0 to 3 and for 4 to 7, one byte each. */
const STATUS_COUNTERS = Int32Array.from({ length: 8 }, (_, status) =>
  status < 4 ? 1 << (8 * status) : 0,
);
const MORE_STATUS_COUNTERS = Int32Array.from({ length: 8 }, (_, status) =>
  status < 4 ? 0 : 1 << (8 * (status - 4)),
);
/** Increments for the four low bits of a flag byte, one byte each. */
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
 * Adds the sums of the squares of a range, which holds whole squares only; of each the accepted buckets.
 * @returns the number of points added
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
  const blockBits = LOW_BITS - bits;
  let total = 0;
  let block = blockAt(leaf, from);
  for (let index = 0; index + 1 < starts.length; index += 1) {
    const slot = starts[index] ?? 0;
    if (slot < from) continue;
    if (slot >= to) break;
    while ((leaf.blockStarts[block + 1] ?? 0) <= slot) block += 1;
    const column = ((leaf.blockXs[block] ?? 0) << blockBits) | ((leaf.lowXs[slot] ?? 0) >>> bits);
    const row = ((leaf.blockYs[block] ?? 0) << blockBits) | ((leaf.lowYs[slot] ?? 0) >>> bits);
    locateSquare(z, column, row, bits);
    total += addRows(sums.starts[index] ?? 0, sums.starts[index + 1] ?? 0);
  }
  return total;
}

/** Adds the accepted rows of `square`. Buckets are taken apart by hand, as codes.ts does. @returns number of points */
function addRows(from: number, to: number): number {
  const { cell, offsetX, offsetY } = square;
  const counts = cell * CELL_COUNTS;
  const firstFlag = counts + FLAG_COUNTS;
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  const end = to * ROW_WORDS;
  for (let row = from * ROW_WORDS; row < end; row += ROW_WORDS) {
    const bucket = (ROWS[row] ?? 0) >>> 16;
    if (BUCKET_ACCEPTED[bucket] === 0) continue;
    const count = (ROWS[row] ?? 0) & 0xffff;
    const first = ROWS[row + 1] ?? 0;
    let flags = bucket >>> 3;
    if (IS_OCCUPIED[cell] === 0) occupyCell(cell, first >>> 16, first & 0xff, flags);
    n += count;
    sumX += ROWS[row + 2] ?? 0;
    sumY += ROWS[row + 3] ?? 0;
    const status = counts + (bucket & 7);
    COUNTS[status] = (COUNTS[status] ?? 0) + count;
    for (; flags !== 0; flags &= flags - 1) {
      const flag = firstFlag + 31 - Math.clz32(flags & -flags);
      COUNTS[flag] = (COUNTS[flag] ?? 0) + count;
    }
  }
  if (n === 0) return 0;
  SUM_XS[cell] = (SUM_XS[cell] ?? 0) + sumX + n * offsetX;
  SUM_YS[cell] = (SUM_YS[cell] ?? 0) + sumY + n * offsetY;
  return n;
}

const FEATURES = featureColumns(COUNTS);

/** Empties the feature columns, which serve all tiles. */
export function resetFeatures(): TileFeatures {
  FEATURES.total = 0;
  FEATURES.count = 0;
  return FEATURES;
}

/** Appends a feature for each occupied cell, in the order of their first points; a cell of one point is that point. */
export function appendCells(features: TileFeatures, z: number): void {
  const cellSize = 2 ** (GRID_BITS - z - CELL_ZOOMS);
  for (let index = 0; index < grid.occupied; index += 1) {
    const cell = OCCUPIED_CELLS[index] ?? 0;
    const n = countPoints(cell);
    const leaf = n === 1 ? grid.leaves[FIRST_LEAVES[index] ?? 0] : undefined;
    if (leaf !== undefined) {
      const slot = FIRST_SLOTS[index] ?? 0;
      appendPoint(features, { leaf, slot }, FIRST_STATES[index] ?? 0, FIRST_FLAGS[index] ?? 0, z);
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

/** Sums the status counts of a cell, because every point has one status. */
function countPoints(cell: number): number {
  let n = 0;
  for (let status = 0; status < FLAG_COUNTS; status += 1) {
    n += COUNTS[cell * CELL_COUNTS + status] ?? 0;
  }
  return n;
}
