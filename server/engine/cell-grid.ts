import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import type { Hits } from './match.ts';
import { GRID_BITS } from './mercator.ts';
import { blockAt, LOW_BITS } from './positions.ts';

/** A tile is divided into 64 × 64 cells: 8 pixels of a tile drawn at 512. */
const CELL_BITS = 6;
const SIDE = 1 << CELL_BITS;
const CELLS = SIDE * SIDE;

/** What a cell adds up to; the middle is measured in grid steps from the tile's north-western corner. */
export type CellSum = {
  n: number;
  middleX: number;
  middleY: number;
  byStatus: number[];
  byFlag: number[];
  /** Where the first point of the cell stands, which is the only one when `n` is 1. */
  leaf: Leaf;
  slot: number;
};

/** Adds up points by cell of one tile; the cells come out in the order in which they were met. */
export class CellGrid {
  readonly #z: number;
  readonly #counts = new Uint32Array(CELLS);
  readonly #sumX = new Float64Array(CELLS);
  readonly #sumY = new Float64Array(CELLS);
  readonly #byStatus = new Uint32Array(CELLS * 8);
  readonly #byFlag = new Uint32Array(CELLS * 8);
  readonly #met: { cell: number; leaf: Leaf; slot: number }[] = [];

  constructor(z: number) {
    this.#z = z;
  }

  add(leaf: Leaf, state: LeafState, hits: Hits): void {
    const { count } = hits;
    if (count === 0) return;
    const base = hits.slots[0] ?? 0;
    const behind = (hits.slots[count - 1] ?? 0) + 1;
    HITS.set(hits.slots.subarray(0, count));
    XS.set(leaf.lowXs.subarray(base, behind));
    YS.set(leaf.lowYs.subarray(base, behind));
    STATES.set(state.states.subarray(base, behind));
    FLAGS.set(state.flags.subarray(base, behind));
    const cellShift = GRID_BITS - this.#z - CELL_BITS;
    const { blockStarts } = leaf;
    for (let hit = 0, block = blockAt(leaf, base); hit < count; hit += run.n) {
      const slot = HITS[hit] ?? 0;
      while ((blockStarts[block + 1] ?? 0) <= slot) block += 1;
      addRun(hit, Math.min(count, hit + LONGEST_RUN), base, blockStarts[block + 1] ?? 0, cellShift);
      const highX = (leaf.blockXs[block] ?? 0) << LOW_BITS;
      const highY = (leaf.blockYs[block] ?? 0) << LOW_BITS;
      const cellX = (highX | (XS[slot - base] ?? 0)) >>> cellShift;
      const cellY = (highY | (YS[slot - base] ?? 0)) >>> cellShift;
      const cell = ((cellY & (SIDE - 1)) << CELL_BITS) | (cellX & (SIDE - 1));
      if (this.#counts[cell] === 0) this.#met.push({ cell, leaf, slot });
      const within = 2 ** cellShift - 1;
      this.#note(cell, run.n * (highX & within), run.n * (highY & within));
    }
  }

  sums(): CellSum[] {
    const cellSize = 2 ** (GRID_BITS - this.#z - CELL_BITS);
    return this.#met.map(({ cell, leaf, slot }) => {
      const n = this.#counts[cell] ?? 0;
      return {
        n,
        middleX: (cell & (SIDE - 1)) * cellSize + (this.#sumX[cell] ?? 0) / n,
        middleY: (cell >>> CELL_BITS) * cellSize + (this.#sumY[cell] ?? 0) / n,
        byStatus: POINT_STATUSES.map((_, status) => this.#byStatus[cell * 8 + status] ?? 0),
        byFlag: POINT_FLAGS.map((_, flag) => this.#byFlag[cell * 8 + flag] ?? 0),
        leaf,
        slot,
      };
    });
  }

  /** Adds the run, whose sums are measured from the corner of its block where that is not the cell's. */
  #note(cell: number, blockX: number, blockY: number): void {
    this.#counts[cell] = (this.#counts[cell] ?? 0) + run.n;
    this.#sumX[cell] = (this.#sumX[cell] ?? 0) + run.x + blockX;
    this.#sumY[cell] = (this.#sumY[cell] ?? 0) + run.y + blockY;
    unpack(this.#byStatus, cell * 8, run.statuses);
    if (run.flags !== 0) unpack(this.#byFlag, cell * 8, run.flags);
  }
}

// Copies of the columns at hand, as constants that the compiler reads fastest (see match.ts).
const HITS = new Uint16Array(0x10000);
const XS = new Uint16Array(0x10000);
const YS = new Uint16Array(0x10000);
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);

/** What a stretch of hits in one cell adds up to; filled anew for each. */
const run = { n: 0, x: 0, y: 0, statuses: 0, flags: 0 };

/**
 * Neighbours in Morton order mostly share their cell: the sums of such a run stay in registers. It ends
 * with its block, of which only the lower halves of the positions are left to look at.
 */
function addRun(from: number, to: number, base: number, blockEnd: number, cellShift: number): void {
  const lowShift = Math.min(cellShift, LOW_BITS);
  const within = 2 ** lowShift - 1;
  const first = (HITS[from] ?? 0) - base;
  const end = blockEnd - base;
  const cellX = (XS[first] ?? 0) >>> lowShift;
  const cellY = (YS[first] ?? 0) >>> lowShift;
  let sumX = 0;
  let sumY = 0;
  let statuses = 0;
  let flags = 0;
  let hit = from;
  for (; hit < to; hit += 1) {
    const point = (HITS[hit] ?? 0) - base;
    const x = XS[point] ?? 0;
    const y = YS[point] ?? 0;
    if (point >= end || x >>> lowShift !== cellX || y >>> lowShift !== cellY) break;
    sumX += x & within;
    sumY += y & within;
    statuses += STATUS_COUNTERS[(STATES[point] ?? 0) & 7] ?? 0;
    flags += FLAG_COUNTERS[FLAGS[point] ?? 0] ?? 0;
  }
  run.n = hit - from;
  run.x = sumX;
  run.y = sumY;
  run.statuses = statuses;
  run.flags = flags;
}

/** Seven counters of seven bits in one number, so that a run may be this long before they overflow. */
const LONGEST_RUN = 127;
const COUNTER = 2 ** 7;
const STATUS_COUNTERS = Float64Array.from({ length: 8 }, (_, status) => COUNTER ** status);
const FLAG_COUNTERS = Float64Array.from({ length: 256 }, (_, bits) =>
  POINT_FLAGS.reduce((sum, __, flag) => sum + ((bits >>> flag) & 1) * COUNTER ** flag, 0),
);

function unpack(sums: Uint32Array, at: number, counters: number): void {
  let rest = counters;
  for (let place = at; rest > 0; place += 1) {
    const others = Math.floor(rest / COUNTER);
    sums[place] = (sums[place] ?? 0) + rest - others * COUNTER;
    rest = others;
  }
}
