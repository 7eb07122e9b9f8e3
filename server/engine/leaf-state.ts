import { ABSENT } from './codes.ts';
import { STRETCHES, stretchStart, type Leaf } from './leaf.ts';
import { LAST_DAY } from './point-record.ts';

/** State byte and flag bits of each point of a leaf on one day. */
export type LeafState = { states: Uint8Array; flags: Uint8Array };

// Copies of the columns at hand, as constants that the compiler reads fastest (see match.ts).
const CHUNK = 0x4000;
const SLOTS = new Uint16Array(CHUNK);
const BYTES = new Uint8Array(CHUNK);
const ENDS = new Uint16Array(CHUNK);
const RECORDED = new Uint16Array(CHUNK);
const RESULT = new Uint8Array(0x10000);

/** Shared by all leaves without a flag on the day. */
const NO_FLAGS = new Uint8Array(0x10000);

/**
 * What the points of a leaf were on the evening of `asOf`, by the effective dates of what had been
 * entered by the evening of `knownAt` (null: of what is known now).
 */
export function leafState(leaf: Leaf, asOf: number, knownAt: number | null): LeafState {
  const states = replay(leaf, asOf, knownAt ?? LAST_DAY);
  return { states, flags: flagsOn(leaf, asOf, knownAt) };
}

export function stateBytes(state: LeafState): number {
  return state.states.byteLength + (state.flags === NO_FLAGS ? 0 : state.flags.byteLength);
}

/** From the last checkpoint on that holds: mostly at most a quarter of the events is left to replay. */
function replay(leaf: Leaf, asOf: number, knownAt: number): Uint8Array {
  const { size, knownFrom } = leaf;
  const events = leaf.events.slots.length;
  const end = leaf.dayStarts[countUpTo(leaf.dayKeys, asOf)] ?? 0;
  let stretch = STRETCHES - 1;
  while (
    stretch > 0 &&
    (stretchStart(events, stretch) > end || (knownFrom[stretch] ?? 0) > knownAt)
  ) {
    stretch -= 1;
  }
  if (stretch === 0) RESULT.fill(ABSENT, 0, size);
  else RESULT.set(leaf.checkpoints.subarray((stretch - 1) * size, stretch * size));
  const start = Math.min(end, stretchStart(events, stretch));
  if (knownAt >= (knownFrom[STRETCHES] ?? 0)) replayEvents(leaf, start, end);
  else replayKnown(leaf, { start, end }, asOf, knownAt);
  return RESULT.slice(0, size);
}

function replayEvents(leaf: Leaf, start: number, end: number): void {
  const { slots, states } = leaf.events;
  for (let from = start; from < end; from += CHUNK) {
    const to = Math.min(end, from + CHUNK);
    SLOTS.set(slots.subarray(from, to));
    BYTES.set(states.subarray(from, to));
    for (let event = 0; event < to - from; event += 1) {
      RESULT[SLOTS[event] ?? 0] = BYTES[event] ?? 0;
    }
  }
}

function replayKnown(
  leaf: Leaf,
  stretch: { start: number; end: number },
  asOf: number,
  knownAt: number,
): void {
  let event = stretch.start;
  for (const entry of leaf.events.replaced) {
    if (entry.before < stretch.start) continue;
    if (entry.before > stretch.end) break;
    if (entry.day > asOf || entry.recorded > knownAt || entry.supersededDay <= knownAt) continue;
    replayKnownEvents(leaf, event, entry.before, knownAt);
    event = entry.before;
    RESULT[entry.slot] = entry.state;
  }
  replayKnownEvents(leaf, event, stretch.end, knownAt);
}

/** What was not known yet leaves the state as it is; a choice of two numbers instead of a branch. */
function replayKnownEvents(leaf: Leaf, start: number, end: number, knownAt: number): void {
  const { slots, states, recorded } = leaf.events;
  for (let from = start; from < end; from += CHUNK) {
    const to = Math.min(end, from + CHUNK);
    SLOTS.set(slots.subarray(from, to));
    BYTES.set(states.subarray(from, to));
    RECORDED.set(recorded.subarray(from, to));
    for (let event = 0; event < to - from; event += 1) {
      const slot = SLOTS[event] ?? 0;
      const unknown = (knownAt - (RECORDED[event] ?? 0)) >> 31;
      RESULT[slot] = ((RESULT[slot] ?? 0) & unknown) | ((BYTES[event] ?? 0) & ~unknown);
    }
  }
}

/** How many values of an ascending column are at most `most`. */
function countUpTo(column: Uint16Array, most: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

function flagsOn(leaf: Leaf, asOf: number, knownAt: number | null): Uint8Array {
  const end = countUpTo(leaf.flags.from, asOf);
  RESULT.fill(0, 0, leaf.size);
  let any = 0;
  for (let from = 0; from < end; from += CHUNK) {
    any |= raiseFlags(leaf, from, Math.min(end, from + CHUNK), asOf, knownAt ?? LAST_DAY);
  }
  if (knownAt !== null) {
    for (const entry of leaf.flags.replaced) {
      if (entry.from > asOf || entry.to <= asOf) continue;
      if (entry.recorded > knownAt || entry.supersededDay <= knownAt) continue;
      RESULT[entry.slot] = (RESULT[entry.slot] ?? 0) | entry.bit;
      any |= entry.bit;
    }
  }
  return any === 0 ? NO_FLAGS : RESULT.slice(0, leaf.size);
}

function raiseFlags(leaf: Leaf, from: number, to: number, asOf: number, known: number): number {
  const { flags } = leaf;
  SLOTS.set(flags.slots.subarray(from, to));
  BYTES.set(flags.bits.subarray(from, to));
  ENDS.set(flags.to.subarray(from, to));
  RECORDED.set(flags.recorded.subarray(from, to));
  let any = 0;
  for (let row = 0; row < to - from; row += 1) {
    // Signs instead of branches: both differences are negative when asOf < to and recorded <= known.
    const holds = ((asOf - (ENDS[row] ?? 0)) & ((RECORDED[row] ?? 0) - known - 1)) >> 31;
    const bit = (BYTES[row] ?? 0) & holds;
    const slot = SLOTS[row] ?? 0;
    RESULT[slot] = (RESULT[slot] ?? 0) | bit;
    any |= bit;
  }
  return any;
}
