import { dayIndexOf, rowsUpTo, type History } from './history.ts';

// The values of the points of the leaf at hand, by slot, and copies of its columns: as constants of this
// module, which the compiler reads fastest (see match.ts). An exported one it reads half as fast.
const VALUES = new Uint8Array(0x10000);
const CHUNK = 0x4000;
const SLOTS = new Uint16Array(CHUNK);
const BYTES = new Uint8Array(CHUNK);
/** The values as they are known now, where `VALUES` are those that were known then. */
const NOW = new Uint8Array(0x10000);

/** Begins a replay with one value for all points. */
export function beginWith(value: number, size: number): void {
  VALUES.fill(value, 0, size);
}

/** Begins a replay with the value of each point. */
export function beginFrom(values: Uint8Array): void {
  VALUES.set(values);
}

/** Sets some bits of a value, and keeps the others that `kept` names. */
export function putValue(slot: number, bits: number, kept: number): void {
  VALUES[slot] = ((VALUES[slot] ?? 0) & kept) | bits;
}

/** What the replay came to. */
export function takeValues(size: number): Uint8Array {
  return VALUES.slice(0, size);
}

export function replayRows(history: History, start: number, end: number): void {
  for (let from = start; from < end; from += CHUNK) {
    const to = Math.min(end, from + CHUNK);
    SLOTS.set(history.slots.subarray(from, to));
    BYTES.set(history.values.subarray(from, to));
    let row = 0;
    // Four at a time, which takes a third less than one by one; most of what a past day costs is here.
    for (; row + 3 < to - from; row += 4) {
      VALUES[SLOTS[row] ?? 0] = BYTES[row] ?? 0;
      VALUES[SLOTS[row + 1] ?? 0] = BYTES[row + 1] ?? 0;
      VALUES[SLOTS[row + 2] ?? 0] = BYTES[row + 2] ?? 0;
      VALUES[SLOTS[row + 3] ?? 0] = BYTES[row + 3] ?? 0;
    }
    for (; row < to - from; row += 1) VALUES[SLOTS[row] ?? 0] = BYTES[row] ?? 0;
  }
}

/** What was not known yet leaves the value as it is. */
export function replayRowsAsKnown(
  history: History,
  start: number,
  end: number,
  known: number,
): void {
  const { slots, values, lags } = history;
  const sure = surelyKnown(history, end, known);
  replayRows(history, start, sure);
  const limit = Math.min(end, surelyUnknown(history, known));
  eachDay(history, Math.max(start, sure), limit, (from, to, day) => {
    const mostLag = known - day - history.leastLag;
    for (let row = from; row < to; row += 1) {
      if ((lags[row] ?? 0) <= mostLag) VALUES[slots[row] ?? 0] = values[row] ?? 0;
    }
  });
}

/**
 * A row says which flags hold from its day on. Those that it raises were known from its day of entry; the
 * end of a flag was known with its beginning.
 */
export function replayFlagsAsKnown(
  history: History,
  size: number,
  start: number,
  end: number,
  known: number,
): void {
  const { slots, values, lags } = history;
  const sure = Math.max(start, surelyKnown(history, end, known));
  replayRows(history, start, sure);
  NOW.set(VALUES.subarray(0, size));
  const unsure = Math.max(sure, Math.min(end, surelyUnknown(history, known)));
  eachDay(history, sure, unsure, (from, to, day) => {
    const mostLag = known - day - history.leastLag;
    for (let row = from; row < to; row += 1) {
      const slot = slots[row] ?? 0;
      const value = values[row] ?? 0;
      const raised = (lags[row] ?? 0) <= mostLag ? value & ~(NOW[slot] ?? 0) : 0;
      VALUES[slot] = ((VALUES[slot] ?? 0) & value) | raised;
      NOW[slot] = value;
    }
  });
  for (let from = unsure; from < end; from += CHUNK) {
    const to = Math.min(end, from + CHUNK);
    SLOTS.set(slots.subarray(from, to));
    BYTES.set(values.subarray(from, to));
    for (let row = 0; row < to - from; row += 1) {
      const slot = SLOTS[row] ?? 0;
      VALUES[slot] = (VALUES[slot] ?? 0) & (BYTES[row] ?? 0);
    }
  }
}

/** The rows up to `end` of days so long ago that all had been entered. */
function surelyKnown(history: History, end: number, known: number): number {
  return Math.min(end, rowsUpTo(history, known - history.mostLag));
}

/** The first row of a day of which nothing had been entered. */
function surelyUnknown(history: History, known: number): number {
  return rowsUpTo(history, known - history.leastLag);
}

function eachDay(
  history: History,
  start: number,
  end: number,
  visit: (from: number, to: number, day: number) => void,
): void {
  if (start >= end) return;
  const { dayKeys, dayStarts } = history;
  let index = dayIndexOf(history, start);
  for (let row = start; row < end; index += 1) {
    const to = Math.min(end, dayStarts[index + 1] ?? 0);
    visit(row, to, dayKeys[index] ?? 0);
    row = to;
  }
}
