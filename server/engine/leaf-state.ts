import { ABSENT } from './codes.ts';
import { entryDay } from './entry-days.ts';
import { wasInForce } from './flags.ts';
import {
  dayIndexOf,
  entryCodeOfRow,
  rowsUpTo,
  slotOfRow,
  valueOfRow,
  type History,
} from './history.ts';
import type { Leaf } from './leaf.ts';
import { LAST_DAY } from './point-record.ts';

/** State byte and flag bits of each point of a leaf on one day, by slot. */
export type LeafState = { states: Uint8Array; flags: Uint8Array };

/** Flags of every leaf that has none on the day. */
const NO_FLAGS = new Uint8Array(0x10000);

// Results, overwritten by the next replay.
const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);

// Values of the points of the leaf in replay, by slot. These two are private constants of this module: the compiler
// reads and writes an exported array half as fast.
const VALUES = new Uint8Array(0x10000);
/** Values as known now, while `VALUES` holds those as known on the past day. */
const VALUES_NOW = new Uint8Array(0x10000);

/**
 * Replays the history of a leaf up to the evening of `asOf`, by effective date, as known on the evening of
 * `knownAt` (null: as known now). The result is overwritten by the next call; copy it with {@link copyState}.
 */
export function leafState(leaf: Leaf, asOf: number, knownAt: number | null): LeafState {
  replayStates(leaf, asOf, knownAt);
  STATES.set(VALUES.subarray(0, leaf.size));
  if (!replayFlags(leaf, asOf, knownAt)) return { states: STATES, flags: NO_FLAGS };
  FLAGS.set(VALUES.subarray(0, leaf.size));
  return { states: STATES, flags: FLAGS };
}

/** State bytes of the points of a leaf on the evening of `day`, as known, written to `into` by slot. */
export function statesOn(leaf: Leaf, day: number, knownAt: number | null, into: Uint8Array): void {
  replayStates(leaf, day, knownAt);
  into.set(VALUES.subarray(0, leaf.size));
}

export function copyState({ states, flags }: LeafState, size: number): LeafState {
  return {
    states: states.slice(0, size),
    flags: flags === NO_FLAGS ? NO_FLAGS : flags.slice(0, size),
  };
}

export function stateBytes(state: LeafState): number {
  return state.states.byteLength + (state.flags === NO_FLAGS ? 0 : state.flags.byteLength);
}

function replayStates(leaf: Leaf, asOf: number, knownAt: number | null): void {
  const { events, size } = leaf;
  const end = rowsUpTo(events, asOf);
  const start = loadCheckpoint(events, size, end, knownAt ?? LAST_DAY, ABSENT);
  if (isAllKnown(events, knownAt)) {
    replayRows(events, start, end);
    return;
  }
  const known = knownAt ?? LAST_DAY;
  let row = start;
  for (const entry of leaf.superseded) {
    if (entry.before < start) continue;
    if (entry.before > end) break;
    if (entry.day > asOf || entry.recorded > known || entry.supersededDay <= known) continue;
    replayRowsAsKnown(events, row, entry.before, known);
    row = entry.before;
    VALUES[entry.slot] = entry.state;
  }
  replayRowsAsKnown(events, row, end, known);
}

/** Leaves flag bits in `VALUES`. @returns false when no point has a flag */
function replayFlags(leaf: Leaf, asOf: number, knownAt: number | null): boolean {
  const { flags, size } = leaf;
  const end = rowsUpTo(flags, asOf);
  const known = knownAt ?? LAST_DAY;
  const start = loadCheckpoint(flags, size, end, known, 0);
  if (isAllKnown(flags, knownAt)) replayRows(flags, start, end);
  else replayFlagsAsKnown(flags, size, start, end, known);
  let any = end > 0;
  for (const entry of leaf.overflowFlags) {
    if (entry.from > asOf || entry.to <= asOf || !wasInForce(entry, knownAt)) continue;
    VALUES[entry.slot] = (VALUES[entry.slot] ?? 0) | entry.bit;
    any = true;
  }
  return any;
}

/** True when every row had been entered by then, and every correction. */
export function isAllKnown({ knownFrom }: History, knownAt: number | null): boolean {
  return knownAt === null || knownAt >= (knownFrom.at(-1) ?? 0);
}

/** True when every row before `end` had been entered by then, and every correction that is replayed up to it. */
export function isKnownUpTo(
  { knownFrom, segmentRows }: History,
  end: number,
  knownAt: number | null,
): boolean {
  const segment = Math.min(knownFrom.length - 1, Math.floor(end / segmentRows) + 1);
  return knownAt === null || knownAt >= (knownFrom[segment] ?? 0);
}

/**
 * Loads the last checkpoint before row `end` that is valid as known, or the initial value for all points.
 * @returns the row at which the replay starts: mostly at most one segment before `end`
 */
function loadCheckpoint(
  { checkpoints, segmentRows, knownFrom }: History,
  size: number,
  end: number,
  known: number,
  initial: number,
): number {
  let segment = Math.min(knownFrom.length - 2, Math.floor(end / segmentRows));
  while (segment > 0 && (knownFrom[segment] ?? 0) > known) segment -= 1;
  if (segment === 0) VALUES.fill(initial, 0, size);
  else VALUES.set(checkpoints.subarray((segment - 1) * size, segment * size));
  return segment * segmentRows;
}

/** Replays rows that all count. Most of the time of a query on a past day is spent here. */
function replayRows({ rows }: History, start: number, end: number): void {
  for (let row = start; row < end; row += 1) {
    const packed = rows[row] ?? 0;
    // The upper half is the slot; the lowest byte, all that the array keeps, is the value.
    VALUES[packed >>> 16] = packed;
  }
}

/** Replays the rows that had been entered by the day `known`. */
function replayRowsAsKnown(history: History, start: number, end: number, known: number): void {
  const { rows, entries } = history;
  const sure = surelyKnown(history, end, known);
  replayRows(history, start, sure);
  const limit = Math.min(end, surelyUnknown(history, known));
  forEachDay(history, Math.max(start, sure), limit, (from, to, day) => {
    for (let row = from; row < to; row += 1) {
      const packed = rows[row] ?? 0;
      if (entryDay(entries, entryCodeOfRow(packed), row, day) > known) continue;
      VALUES[slotOfRow(packed)] = valueOfRow(packed);
    }
  });
}

/**
 * Replays flag rows as known. A flag that a row raises was known from the row's day of entry on; its end was known
 * together with its start, so that a row lowers flags whenever it was entered.
 */
function replayFlagsAsKnown(
  history: History,
  size: number,
  start: number,
  end: number,
  known: number,
): void {
  const { rows, entries } = history;
  const sure = Math.max(start, surelyKnown(history, end, known));
  replayRows(history, start, sure);
  VALUES_NOW.set(VALUES.subarray(0, size));
  const unsure = Math.max(sure, Math.min(end, surelyUnknown(history, known)));
  forEachDay(history, sure, unsure, (from, to, day) => {
    for (let row = from; row < to; row += 1) {
      const packed = rows[row] ?? 0;
      const slot = slotOfRow(packed);
      const value = valueOfRow(packed);
      const isKnown = entryDay(entries, entryCodeOfRow(packed), row, day) <= known;
      const raised = isKnown ? value & ~(VALUES_NOW[slot] ?? 0) : 0;
      VALUES[slot] = ((VALUES[slot] ?? 0) & value) | raised;
      VALUES_NOW[slot] = value;
    }
  });
  for (let row = unsure; row < end; row += 1) {
    const packed = rows[row] ?? 0;
    const slot = slotOfRow(packed);
    VALUES[slot] = (VALUES[slot] ?? 0) & valueOfRow(packed);
  }
}

/** Number of leading rows, up to `end`, of days so old that all rows had been entered by `known`. */
function surelyKnown(history: History, end: number, known: number): number {
  const { mostLag, last } = history.entries;
  return known < last ? 0 : Math.min(end, rowsUpTo(history, known - mostLag));
}

/** First row from which on no row had been entered by `known`. */
function surelyUnknown(history: History, known: number): number {
  const { leastLag, first } = history.entries;
  return known < first ? rowsUpTo(history, known - leastLag) : history.rows.length;
}

/** Visits the rows from `start` to `end` in runs of one day. */
function forEachDay(
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
