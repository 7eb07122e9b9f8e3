import { entryDay } from './entry-days.ts';
import {
  dayIndexOf,
  entryCodeOfRow,
  rowsUpTo,
  slotOfRow,
  valueOfRow,
  type History,
} from './history.ts';

// The values of the points of the leaf at hand, by slot: a constant of this module, which the compiler reads and
// writes fastest (see match.ts). An exported one it reads half as fast.
const VALUES = new Uint8Array(0x10000);
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
export function copyValues(size: number, to: Uint8Array): void {
  to.set(VALUES.subarray(0, size));
}

/** Most of what a past day costs is here. */
export function replayRows({ rows }: History, start: number, end: number): void {
  for (let row = start; row < end; row += 1) {
    const packed = rows[row] ?? 0;
    // The slot of the row; what is written is the lowest byte, its value.
    VALUES[packed >>> 16] = packed;
  }
}

/** What was not known yet leaves the value as it is. */
export function replayRowsAsKnown(
  history: History,
  start: number,
  end: number,
  known: number,
): void {
  const { rows, entries } = history;
  const sure = surelyKnown(history, end, known);
  replayRows(history, start, sure);
  const limit = Math.min(end, surelyUnknown(history, known));
  eachDay(history, Math.max(start, sure), limit, (from, to, day) => {
    for (let row = from; row < to; row += 1) {
      const packed = rows[row] ?? 0;
      if (entryDay(entries, entryCodeOfRow(packed), row, day) > known) continue;
      VALUES[slotOfRow(packed)] = valueOfRow(packed);
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
  const { rows, entries } = history;
  const sure = Math.max(start, surelyKnown(history, end, known));
  replayRows(history, start, sure);
  NOW.set(VALUES.subarray(0, size));
  const unsure = Math.max(sure, Math.min(end, surelyUnknown(history, known)));
  eachDay(history, sure, unsure, (from, to, day) => {
    for (let row = from; row < to; row += 1) {
      const packed = rows[row] ?? 0;
      const slot = slotOfRow(packed);
      const value = valueOfRow(packed);
      const isKnown = entryDay(entries, entryCodeOfRow(packed), row, day) <= known;
      const raised = isKnown ? value & ~(NOW[slot] ?? 0) : 0;
      VALUES[slot] = ((VALUES[slot] ?? 0) & value) | raised;
      NOW[slot] = value;
    }
  });
  for (let row = unsure; row < end; row += 1) {
    const packed = rows[row] ?? 0;
    const slot = slotOfRow(packed);
    VALUES[slot] = (VALUES[slot] ?? 0) & valueOfRow(packed);
  }
}

/** The rows up to `end` of days so long ago that all had been entered. */
function surelyKnown(history: History, end: number, known: number): number {
  const { mostLag, last } = history.entries;
  return known < last ? 0 : Math.min(end, rowsUpTo(history, known - mostLag));
}

/** The first row from which on nothing had been entered. */
function surelyUnknown(history: History, known: number): number {
  const { leastLag, first } = history.entries;
  return known < first ? rowsUpTo(history, known - leastLag) : history.rows.length;
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
