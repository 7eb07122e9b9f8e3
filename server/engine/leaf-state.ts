import { ABSENT } from './codes.ts';
import { stoodAside } from './flag-rows.ts';
import { rowsUpTo, STRETCHES, stretchStart, type History } from './history.ts';
import type { Leaf } from './leaf.ts';
import { LAST_DAY } from './point-record.ts';
import {
  beginFrom,
  beginWith,
  putValue,
  replayFlagsAsKnown,
  replayRows,
  replayRowsAsKnown,
  takeValues,
} from './replay.ts';

/** State byte and flag bits of each point of a leaf on one day. */
export type LeafState = { states: Uint8Array; flags: Uint8Array };

/** Shared by all leaves without a flag on the day. */
const NO_FLAGS = new Uint8Array(0x10000);

/**
 * What the points of a leaf were on the evening of `asOf`, by the effective dates of what had been
 * entered by the evening of `knownAt` (null: of what is known now).
 */
export function leafState(leaf: Leaf, asOf: number, knownAt: number | null): LeafState {
  return { states: statesOn(leaf, asOf, knownAt), flags: flagsOn(leaf, asOf, knownAt) };
}

export function stateBytes(state: LeafState): number {
  return state.states.byteLength + (state.flags === NO_FLAGS ? 0 : state.flags.byteLength);
}

function statesOn(leaf: Leaf, asOf: number, knownAt: number | null): Uint8Array {
  const { events, size } = leaf;
  const end = rowsUpTo(events, asOf);
  const start = fromCheckpoint(events, size, end, knownAt ?? LAST_DAY, ABSENT);
  if (isAllKnown(events, knownAt)) {
    replayRows(events, start, end);
    return takeValues(size);
  }
  const known = knownAt ?? LAST_DAY;
  let row = start;
  for (const entry of leaf.replaced) {
    if (entry.before < start) continue;
    if (entry.before > end) break;
    if (entry.day > asOf || entry.recorded > known || entry.supersededDay <= known) continue;
    replayRowsAsKnown(events, row, entry.before, known);
    row = entry.before;
    putValue(entry.slot, entry.state, 0);
  }
  replayRowsAsKnown(events, row, end, known);
  return takeValues(size);
}

function flagsOn(leaf: Leaf, asOf: number, knownAt: number | null): Uint8Array {
  const { flags, size } = leaf;
  const end = rowsUpTo(flags, asOf);
  const known = knownAt ?? LAST_DAY;
  const start = fromCheckpoint(flags, size, end, known, 0);
  if (isAllKnown(flags, knownAt)) replayRows(flags, start, end);
  else replayFlagsAsKnown(flags, size, start, end, known);
  let any = end > 0;
  for (const entry of leaf.asideFlags) {
    if (entry.from > asOf || entry.to <= asOf || !stoodAside(entry, knownAt)) continue;
    putValue(entry.slot, entry.bit, 0xff);
    any = true;
  }
  return any ? takeValues(size) : NO_FLAGS;
}

function isAllKnown({ knownFrom }: History, knownAt: number | null): boolean {
  return knownAt === null || knownAt >= (knownFrom[STRETCHES] ?? 0);
}

/**
 * Sets the values of the last checkpoint that holds: mostly at most a quarter of the rows is left.
 * @returns the row at which to begin
 */
function fromCheckpoint(
  history: History,
  size: number,
  end: number,
  known: number,
  initial: number,
): number {
  const rows = history.slots.length;
  let stretch = STRETCHES - 1;
  while (
    stretch > 0 &&
    (stretchStart(rows, stretch) > end || (history.knownFrom[stretch] ?? 0) > known)
  ) {
    stretch -= 1;
  }
  if (stretch === 0) beginWith(initial, size);
  else beginFrom(history.checkpoints.subarray((stretch - 1) * size, stretch * size));
  return Math.min(end, stretchStart(rows, stretch));
}
