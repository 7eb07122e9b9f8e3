import { ABSENT } from './codes.ts';
import { stoodAside } from './flag-rows.ts';
import { rowsUpTo, type History } from './history.ts';
import type { Leaf } from './leaf.ts';
import { LAST_DAY } from './point-record.ts';
import {
  beginFrom,
  beginWith,
  copyValues,
  putValue,
  replayFlagsAsKnown,
  replayRows,
  replayRowsAsKnown,
} from './replay.ts';

/** State byte and flag bits of each point of a leaf on one day. */
export type LeafState = { states: Uint8Array; flags: Uint8Array };

/** Shared by all leaves without a flag on the day. */
const NO_FLAGS = new Uint8Array(0x10000);

const STATES = new Uint8Array(0x10000);
const FLAGS = new Uint8Array(0x10000);

/**
 * What the points of a leaf were on the evening of `asOf`, by the effective dates of what had been
 * entered by the evening of `knownAt` (null: of what is known now). Holds until it is asked for again:
 * {@link keptState} is for keeping.
 */
export function leafState(leaf: Leaf, asOf: number, knownAt: number | null): LeafState {
  const { size } = leaf;
  replayStates(leaf, asOf, knownAt);
  copyValues(size, STATES);
  if (!replayFlags(leaf, asOf, knownAt)) return { states: STATES, flags: NO_FLAGS };
  copyValues(size, FLAGS);
  return { states: STATES, flags: FLAGS };
}

export function keptState({ states, flags }: LeafState, size: number): LeafState {
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
  const start = fromCheckpoint(events, size, end, knownAt ?? LAST_DAY, ABSENT);
  if (isAllKnown(events, knownAt)) {
    replayRows(events, start, end);
    return;
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
}

/** False when no point has a flag. */
function replayFlags(leaf: Leaf, asOf: number, knownAt: number | null): boolean {
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
  return any;
}

function isAllKnown({ knownFrom }: History, knownAt: number | null): boolean {
  return knownAt === null || knownAt >= (knownFrom.at(-1) ?? 0);
}

/**
 * Sets the values of the last checkpoint that holds: mostly at most a stretch of rows is left.
 * @returns the row at which to begin
 */
function fromCheckpoint(
  { checkpoints, stretchRows, knownFrom }: History,
  size: number,
  end: number,
  known: number,
  initial: number,
): number {
  let stretch = Math.min(knownFrom.length - 2, Math.floor(end / stretchRows));
  while (stretch > 0 && (knownFrom[stretch] ?? 0) > known) stretch -= 1;
  if (stretch === 0) beginWith(initial, size);
  else beginFrom(checkpoints.subarray((stretch - 1) * size, stretch * size));
  return stretch * stretchRows;
}
