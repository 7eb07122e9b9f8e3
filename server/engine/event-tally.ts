import { POINT_STATUSES } from '#server/contract/point.ts';
import { HAPPENINGS, type Happening } from '#server/contract/timeline.ts';

import { ABSENT, cycleOf, packState, statusCode, statusOf } from './codes.ts';
import type { Engine } from './engine.ts';
import { walkEvents, walkFlags } from './event-walk.ts';
import { stoodAside } from './flag-rows.ts';
import type { Leaf } from './leaf.ts';
import { keepHits, matchLeaf } from './match.ts';
import { LAST_DAY } from './point-record.ts';
import { compileQuery, mayMatch, type EngineQuery } from './query.ts';

/** How often what happened on each day, days without anything left out, in the order of time. */
export type DayTally = { day: number; counts: Record<Happening, number> };
export type EventTally = {
  /** The first and the last day on which an event left a point in the filter; null: there is none. */
  first: number | null;
  last: number | null;
  days: DayTally[];
};

/** What became of a status; other changes only move the ends of the timeline. */
const BECAME: Record<Happening, number> = {
  listed: statusCode('active'),
  eliminated: statusCode('eliminated'),
  handed_over: statusCode('handed_over'),
  recurrence_confirmed: statusCode('recurring'),
};
const OTHER = HAPPENINGS.length + 1;
const A_ROW = HAPPENINGS.length + 2;
const NEVER = packState(ABSENT, 0);

/** By the state before (high byte) and after: 1 and on for a happening, OTHER for anything else, 0 for no change. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, pair) => {
  const before = pair >>> 8;
  const after = pair & 0xff;
  if (before === after) return 0;
  // Merged away for a while: an undone merge brings the place back, and nothing happened there.
  if (statusOf(before) === ABSENT && cycleOf(before) > 0) return OTHER;
  const happening = HAPPENINGS.findIndex((name) => BECAME[name] === statusOf(after));
  return happening < 0 ? OTHER : happening + 1;
});

// Scratch of one leaf at a time: between leaves another tally may use it.
const STATES = new Uint8Array(0x10000);
const HOLDS = new Uint8Array(0x10000);
/** A state that every filter without a status takes, for looking at places alone. */
const NO_STATES = { states: new Uint8Array(0x10000), flags: new Uint8Array(0x10000) };

/**
 * Counts what happened to the points of a filter over all time: an event counts where it left the point in
 * one of the statuses of the query. Of flags it is enough that one was ever raised: a suspicion ends on the
 * day on which something happens. `asOf` has no part in it.
 * Gives back the turn after each leaf; all of it is of the moment of the first one.
 */
export function* tallyEvents(engine: Engine, query: EngineQuery): Generator<void, EventTally> {
  const { leaves } = engine;
  const { first, last } = span(leaves);
  const counts = new Uint32Array(Math.max(0, last - first + 1) * A_ROW);
  const places = compileQuery(engine, { ...query, statuses: undefined, flags: undefined });
  const wanted = wantedStates(query.statuses);
  const knownAt = query.knownAt === undefined ? null : Math.min(query.knownAt, LAST_DAY);
  for (const leaf of leaves) {
    if (!mayMatch(leaf, places)) continue;
    const hits = matchLeaf(leaf, NO_STATES, places, 0, leaf.size);
    if (query.flags !== undefined) {
      const flagged = everFlagged(leaf, query.flags, knownAt);
      keepHits(hits, (slot) => flagged.has(slot));
    }
    HOLDS.fill(0, 0, leaf.size);
    for (let hit = 0; hit < hits.count; hit += 1) HOLDS[hits.slots[hit] ?? 0] = 1;
    STATES.fill(NEVER, 0, leaf.size);
    walkEvents(leaf, knownAt, (day, slot, state) => {
      const kind = KINDS[((STATES[slot] ?? 0) << 8) | state] ?? 0;
      STATES[slot] = state;
      if (HOLDS[slot] === 0 || wanted[state] === 0 || kind === 0) return;
      const at = (day - first) * A_ROW + kind;
      counts[at] = (counts[at] ?? 0) + 1;
    });
    yield;
  }
  return summary(counts, first);
}

function span(leaves: readonly Leaf[]): { first: number; last: number } {
  let first = Infinity;
  let last = -1;
  for (const { events, replaced } of leaves) {
    const { dayKeys } = events;
    for (const day of [dayKeys[0], dayKeys.at(-1), ...replaced.map((entry) => entry.day)]) {
      if (day === undefined) continue;
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
  }
  return { first, last };
}

function wantedStates(statuses: readonly number[] | undefined): Uint8Array {
  return Uint8Array.from({ length: 0x100 }, (_, state) => {
    const status = statusOf(state);
    return Number(status < POINT_STATUSES.length && (statuses?.includes(status) ?? true));
  });
}

/** Slots of the points that one of the flags was ever raised on. */
function everFlagged(leaf: Leaf, flags: readonly number[], knownAt: number | null): Set<number> {
  const mask = flags.reduce((bits, flag) => bits | (1 << flag), 0);
  const found = new Set<number>();
  walkFlags(leaf, knownAt, (slot, bits) => {
    if ((bits & mask) !== 0) found.add(slot);
  });
  for (const entry of leaf.asideFlags) {
    if ((entry.bit & mask) !== 0 && stoodAside(entry, knownAt)) found.add(entry.slot);
  }
  return found;
}

function summary(counts: Uint32Array, first: number): EventTally {
  const days: DayTally[] = [];
  let firstOfAny: number | null = null;
  let lastOfAny: number | null = null;
  for (let row = 0; row * A_ROW < counts.length; row += 1) {
    const [, listed = 0, eliminated = 0, handed_over = 0, recurrence_confirmed = 0, other = 0] =
      counts.subarray(row * A_ROW, (row + 1) * A_ROW);
    const happened = listed + eliminated + handed_over + recurrence_confirmed;
    if (happened + other === 0) continue;
    firstOfAny ??= first + row;
    lastOfAny = first + row;
    if (happened === 0) continue;
    days.push({
      day: first + row,
      counts: { listed, eliminated, handed_over, recurrence_confirmed },
    });
  }
  return { first: firstOfAny, last: lastOfAny, days };
}
