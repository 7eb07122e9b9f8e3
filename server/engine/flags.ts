import {
  LeafScatter,
  GrowingColumn,
  type SlotAssignment,
  move16,
  move8,
  orderBy,
} from './bulk-columns.ts';
import { type HistoryRows, historyRows } from './history.ts';
import type { LeafHistory } from './leaf.ts';
import { OPEN_END } from './point-record.ts';

/** Flag intervals of the points of a leaf, in any order, one per index of the columns. Days are days since 1970-01-01. */
type FlagIntervals = {
  slots: Uint16Array;
  bits: Uint8Array;
  from: Uint16Array;
  /** First day on which the flag no longer holds; OPEN_END: until further notice. */
  to: Uint16Array;
  recorded: Uint16Array;
};

/**
 * An interval kept in the overflow list of the leaf, because rows cannot express it: a correction superseded it
 * (`supersededDay`), or it overlaps another interval of its point and flag.
 */
export type OverflowFlag = {
  slot: number;
  bit: number;
  from: number;
  to: number;
  recorded: number;
  supersededDay: number | null;
};

/** True when the interval was in force as known on the evening of `knownAt` (null: as known now). */
export function wasInForce(
  { recorded, supersededDay }: OverflowFlag,
  knownAt: number | null,
): boolean {
  if (knownAt === null) return supersededDay === null;
  return recorded <= knownAt && (supersededDay === null || supersededDay > knownAt);
}

export function flagIntervals(size: number): FlagIntervals {
  return {
    slots: new Uint16Array(size),
    bits: new Uint8Array(size),
    from: new Uint16Array(size),
    to: new Uint16Array(size),
    recorded: new Uint16Array(size),
  };
}

// Scratch for one leaf at a time, by slot; LAST_TO by slot and bit.
const LAST_TO = new Int32Array(0x80000);
const LAST_FROM = new Int32Array(0x10000);
const LAST_RECORDED = new Uint16Array(0x10000);
const LAST_ROW = new Int32Array(0x10000);
const HELD = new Uint8Array(0x10000);
// Scratch by interval, which grows with the largest leaf.
let KEPT = new Uint32Array(0);
let ENDED = new Uint32Array(0);
let CHANGES = historyRows(0);

function makeRoom(intervals: number): void {
  if (KEPT.length >= intervals) return;
  KEPT = new Uint32Array(intervals);
  ENDED = new Uint32Array(intervals);
  CHANGES = historyRows(2 * intervals);
}

/**
 * Turns intervals into rows, one for each point and day on which a flag of it changes; a row holds all flag bits
 * from its day on. That is half the rows that starts and ends would take, and a replay needs only the last row of
 * a point. The day of entry of a row is that of the flags it raises. So an interval goes to the overflow list when
 * it touches another of its flag, or begins on the day of one that was entered on another day. Intervals without
 * a flag bit (superseded ones of a load) are left out.
 */
function flagRows(intervals: FlagIntervals): { rows: HistoryRows; overflow: OverflowFlag[] } {
  const { slots, bits, from, to, recorded } = intervals;
  resetScratch(slots);
  makeRoom(slots.length);
  const kept = KEPT;
  const overflow: OverflowFlag[] = [];
  let count = 0;
  const byFirstDay = orderBy([from]);
  for (let index = 0; index < byFirstDay.length; index += 1) {
    const row = byFirstDay[index] ?? 0;
    const slot = slots[row] ?? 0;
    const bit = bits[row] ?? 0;
    const first = from[row] ?? 0;
    const end = to[row] ?? 0;
    const entered = recorded[row] ?? 0;
    const slotAndBit = (slot << 3) | (31 - Math.clz32(bit));
    const enteredApart = LAST_FROM[slot] === first && LAST_RECORDED[slot] !== entered;
    if (bit === 0) continue;
    if (end <= first || first <= (LAST_TO[slotAndBit] ?? 0) || enteredApart) {
      overflow.push({ slot, bit, from: first, to: end, recorded: entered, supersededDay: null });
      continue;
    }
    LAST_TO[slotAndBit] = end;
    LAST_FROM[slot] = first;
    LAST_RECORDED[slot] = entered;
    kept[count] = row;
    count += 1;
  }
  return { rows: changeRows(intervals, kept.subarray(0, count)), overflow };
}

function resetScratch(slots: Uint16Array): void {
  let end = 0;
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] ?? 0;
    if (slot >= end) end = slot + 1;
  }
  LAST_TO.fill(-1, 0, end << 3);
  LAST_FROM.fill(-1, 0, end);
  LAST_ROW.fill(-1, 0, end);
  HELD.fill(0, 0, end);
}

/**
 * Toggles bits day by day: raising and lowering are the same XOR, because kept intervals of a flag never meet.
 * @param kept intervals in the order of their first days
 */
function changeRows(intervals: FlagIntervals, kept: Uint32Array): HistoryRows {
  const { slots, bits, from, to, recorded } = intervals;
  const ended = endedByLastDay(kept, to);
  const result = CHANGES;
  let next = 0;
  let firstOfDay = 0;
  let lastDay = -1;
  let raised = 0;
  let lowered = 0;
  while (raised < kept.length || lowered < ended.length) {
    const first = raised < kept.length ? (from[kept[raised] ?? 0] ?? 0) : OPEN_END;
    const last = lowered < ended.length ? (to[ended[lowered] ?? 0] ?? 0) : OPEN_END;
    // On one day what begins comes before what ends.
    const raises = first <= last && raised < kept.length;
    const day = raises ? first : last;
    const interval = (raises ? kept[raised] : ended[lowered]) ?? 0;
    if (raises) raised += 1;
    else lowered += 1;
    const slot = slots[interval] ?? 0;
    if (day !== lastDay) firstOfDay = next;
    lastDay = day;
    let row = LAST_ROW[slot] ?? -1;
    if (row < firstOfDay) {
      row = next;
      next += 1;
      LAST_ROW[slot] = row;
      result.days[row] = day;
      result.slots[row] = slot;
      result.recorded[row] = day;
    }
    HELD[slot] = (HELD[slot] ?? 0) ^ (bits[interval] ?? 0);
    result.values[row] = HELD[slot] ?? 0;
    if (raises) result.recorded[row] = recorded[interval] ?? 0;
  }
  return {
    days: result.days.slice(0, next),
    slots: result.slots.slice(0, next),
    values: result.values.slice(0, next),
    recorded: result.recorded.slice(0, next),
  };
}

/** The intervals that end, in the order of the days on which they no longer hold. */
function endedByLastDay(kept: Uint32Array, to: Uint16Array): Uint32Array {
  // A loop, because a callback for each of millions of rows takes several times as long.
  const ended = ENDED;
  let count = 0;
  for (let index = 0; index < kept.length; index += 1) {
    const row = kept[index] ?? 0;
    if (to[row] === OPEN_END) continue;
    ended[count] = row;
    count += 1;
  }
  return orderBy([to], ended.subarray(0, count));
}

type FlagHistory = Pick<LeafHistory, 'flags' | 'overflowFlags'>;

/** The flag history of a leaf: rows from its intervals, and the overflow list with the superseded ones. */
export function flagHistory(
  intervals: FlagIntervals,
  superseded: readonly OverflowFlag[],
): Pick<LeafHistory, 'flags' | 'overflowFlags'> {
  const { rows, overflow } = flagRows(intervals);
  return { flags: rows, overflowFlags: [...overflow, ...superseded] };
}

/** Flag intervals as they came, a row at each index. */
export type FlagBlock = Omit<FlagIntervals, 'slots'> & {
  /** Ids. */
  points: Uint32Array;
};

/** The flag intervals of a bulk load, in any order. */
export class LoadedFlags {
  readonly #blocks: FlagBlock[] = [];
  /** Intervals that came one by one. */
  readonly #single = {
    points: new GrowingColumn((size) => new Uint32Array(size)),
    bits: new GrowingColumn((size) => new Uint8Array(size)),
    from: new GrowingColumn((size) => new Uint16Array(size)),
    to: new GrowingColumn((size) => new Uint16Array(size)),
    recorded: new GrowingColumn((size) => new Uint16Array(size)),
  };
  /** Rows among them. */
  readonly #superseded: { row: number; day: number }[] = [];

  addBlock(block: FlagBlock): void {
    this.#blocks.push(block);
  }

  add(pointId: number, bit: number, from: number, to: number, recordedDay: number): void {
    this.#single.points.push(pointId);
    this.#single.bits.push(bit);
    this.#single.from.push(from);
    this.#single.to.push(to);
    this.#single.recorded.push(recordedDay);
  }

  /** Notes that the interval added next was superseded on that day. */
  supersedeNext(day: number): void {
    this.#superseded.push({ row: this.#single.points.length, day });
  }

  *byLeaf(assignment: SlotAssignment): Generator<void, (leaf: number) => FlagHistory> {
    const single = this.#singleBlock();
    const superseded = this.#takeSuperseded(single, assignment);
    const blocks = [single, ...this.#blocks];
    const scatter = new LeafScatter(assignment, blocks);
    yield;
    const moved = { ...flagIntervals(scatter.slots.length), slots: scatter.slots };
    for (const block of blocks) {
      const targets = scatter.place(block.points);
      move8(block.bits, targets, moved.bits);
      move16(block.from, targets, moved.from);
      move16(block.to, targets, moved.to);
      move16(block.recorded, targets, moved.recorded);
      yield;
    }
    this.#blocks.length = 0;
    return (leaf) => {
      const start = scatter.starts[leaf] ?? 0;
      const end = scatter.starts[leaf + 1] ?? 0;
      const intervals: FlagIntervals = {
        slots: moved.slots.subarray(start, end),
        bits: moved.bits.subarray(start, end),
        from: moved.from.subarray(start, end),
        to: moved.to.subarray(start, end),
        recorded: moved.recorded.subarray(start, end),
      };
      return flagHistory(intervals, superseded.get(leaf) ?? []);
    };
  }

  #singleBlock(): FlagBlock {
    const { points, bits, from, to, recorded } = this.#single;
    return {
      points: points.filled,
      bits: bits.filled,
      from: from.filled,
      to: to.filled,
      recorded: recorded.filled,
    };
  }

  /** Takes the superseded intervals out, by leaf; their rows are left without a flag bit. */
  #takeSuperseded(
    { points, bits, from, to, recorded }: FlagBlock,
    { placeOfId }: SlotAssignment,
  ): Map<number, OverflowFlag[]> {
    const result = new Map<number, OverflowFlag[]>();
    for (const { row, day } of this.#superseded) {
      const place = placeOfId.get(points[row] ?? 0);
      const flag = {
        slot: place & 0xffff,
        bit: bits[row] ?? 0,
        from: from[row] ?? 0,
        to: to[row] ?? 0,
        recorded: recorded[row] ?? 0,
        supersededDay: day,
      };
      result.set(place >>> 16, [...(result.get(place >>> 16) ?? []), flag]);
      bits[row] = 0;
    }
    return result;
  }
}
