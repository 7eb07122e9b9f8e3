import { historyRows, type HistoryRows } from './history.ts';
import { OPEN_END } from './point-record.ts';
import { allRows, orderByValue } from './stable-order.ts';

/** Flag intervals of the points of a leaf, in any order. */
export type FlagIntervals = {
  slots: Uint16Array;
  bits: Uint8Array;
  from: Uint16Array;
  /** First day on which it no longer holds; OPEN_END: until further notice. */
  to: Uint16Array;
  recorded: Uint16Array;
};

/**
 * An interval that stands beside the rows: something else was known in its place since (`supersededDay`),
 * or it meets another one of its point in a way that rows cannot tell.
 */
export type AsideFlag = {
  slot: number;
  bit: number;
  from: number;
  to: number;
  recorded: number;
  supersededDay: number | null;
};

/** Whether it was what one believed on a day, or believes now (null). */
export function stoodAside(
  { recorded, supersededDay }: AsideFlag,
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

// Scratch of one leaf at a time, by slot or by slot and bit.
const LAST_TO = new Int32Array(0x80000);
const LAST_FROM = new Int32Array(0x10000);
const LAST_RECORDED = new Uint16Array(0x10000);
const LAST_ROW = new Int32Array(0x10000);
const HELD = new Uint8Array(0x10000);

/**
 * The intervals as one row for each point and day on which something changes, holding all flags from then
 * on: half the rows of their ends, and a replay only has to take the last one. The day of entry is that
 * of the flags raised, so intervals that touch others of their flag, or begin beside one that was entered
 * on another day, stay aside. Those without a flag are left out.
 */
export function flagRows(intervals: FlagIntervals): { rows: HistoryRows; aside: AsideFlag[] } {
  const { slots, bits, from, to, recorded } = intervals;
  resetScratch(slots);
  const kept = new Uint32Array(slots.length);
  const aside: AsideFlag[] = [];
  let count = 0;
  const byFirstDay = orderByValue(allRows(slots.length), from);
  for (let place = 0; place < byFirstDay.length; place += 1) {
    const row = byFirstDay[place] ?? 0;
    const slot = slots[row] ?? 0;
    const bit = bits[row] ?? 0;
    const first = from[row] ?? 0;
    const end = to[row] ?? 0;
    const entered = recorded[row] ?? 0;
    const ofFlag = (slot << 3) | (31 - Math.clz32(bit));
    const besideAnother = LAST_FROM[slot] === first && LAST_RECORDED[slot] !== entered;
    if (bit === 0) continue;
    if (end <= first || first <= (LAST_TO[ofFlag] ?? 0) || besideAnother) {
      aside.push({ slot, bit, from: first, to: end, recorded: entered, supersededDay: null });
      continue;
    }
    LAST_TO[ofFlag] = end;
    LAST_FROM[slot] = first;
    LAST_RECORDED[slot] = entered;
    kept[count] = row;
    count += 1;
  }
  return { rows: changeRows(intervals, kept.subarray(0, count)), aside };
}

function resetScratch(slots: Uint16Array): void {
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] ?? 0;
    LAST_TO.fill(-1, slot << 3, (slot + 1) << 3);
    LAST_FROM[slot] = -1;
    LAST_ROW[slot] = -1;
    HELD[slot] = 0;
  }
}

/** Raising and lowering are the same change of a bit, because no two kept intervals of a flag meet. */
function changeRows(intervals: FlagIntervals, kept: Uint32Array): HistoryRows {
  const { slots, bits, from, to, recorded } = intervals;
  // Changes are numbered by interval: those that raise first, then those that lower.
  const days = new Uint16Array(2 * kept.length);
  for (let index = 0; index < kept.length; index += 1) {
    days[index] = from[kept[index] ?? 0] ?? 0;
    days[kept.length + index] = to[kept[index] ?? 0] ?? 0;
  }
  const order = orderByValue(allRows(days.length), days);
  const result = historyRows(days.length);
  let next = 0;
  let firstOfDay = 0;
  let lastDay = -1;
  for (let place = 0; place < order.length; place += 1) {
    const change = order[place] ?? 0;
    const day = days[change] ?? 0;
    if (day === OPEN_END) break;
    const raises = change < kept.length;
    const interval = kept[raises ? change : change - kept.length] ?? 0;
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
