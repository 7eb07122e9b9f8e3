import { POINT_STATUSES } from '#server/contract/point.ts';
import { HAPPENINGS, type Happening } from '#server/contract/timeline.ts';

import { ABSENT, cycleOf, packState, statusCode, statusOf } from './codes.ts';
import type { Engine } from './engine.ts';
import { walkEvents, walkFlags } from './event-walk.ts';
import { wasInForce } from './flags.ts';
import type { Leaf } from './leaf.ts';
import { filterHits, matchLeaf } from './match.ts';
import { LAST_DAY } from './point-record.ts';
import { compileQuery, mayMatch, type EngineQuery } from './query.ts';
import { keepInside, mayLieIn, type Region, regionParts } from './region.ts';

/** Number of events of each kind on a day. */
type DayTally = { day: number; counts: Record<Happening, number> };
export type EventTally = {
  /** First and last day of an event that left a point in the filter; null without any. */
  first: number | null;
  last: number | null;
  /** Ascending; days without events are left out. */
  days: DayTally[];
};

/** Status that each kind of event leads to; changes to other statuses count for `first` and `last` only. */
const STATUS_AFTER: Record<Happening, number> = {
  listed: statusCode('active'),
  eliminated: statusCode('eliminated'),
  handed_over: statusCode('handed_over'),
  recurrence_confirmed: statusCode('recurring'),
};
const OTHER = HAPPENINGS.length + 1;
const ROW_COUNTS = HAPPENINGS.length + 2;
const NEVER = packState(ABSENT, 0);

/** Kind of event by state before (high byte) and after (low byte): 0 no change, 1 and on a happening, else OTHER. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, pair) => {
  const before = pair >>> 8;
  const after = pair & 0xff;
  if (before === after) return 0;
  // An undone merge brings the place back: nothing happened there.
  if (statusOf(before) === ABSENT && cycleOf(before) > 0) return OTHER;
  const happening = HAPPENINGS.findIndex((name) => STATUS_AFTER[name] === statusOf(after));
  return happening < 0 ? OTHER : happening + 1;
});

// Scratch for one leaf at a time: between leaves another tally may use it.
const STATES = new Uint8Array(0x10000);
const MATCHES = new Uint8Array(0x10000);
/** State of points that every filter without statuses accepts, for matching by place only. */
const ANY_STATE = { states: new Uint8Array(0x10000), flags: new Uint8Array(0x10000) };

/**
 * Counts the events of the points of a filter over all time. An event counts when it left the point in one of the
 * statuses of the query. A flag of the query counts when it was ever raised, because a suspicion ends on the day
 * of the event that decides it. `asOf` is ignored.
 * Yields after each leaf; all leaves are read as they were at the first one.
 */
export function* tallyEvents(
  engine: Engine,
  query: EngineQuery,
  region: Region = {},
): Generator<void, EventTally> {
  const { leaves } = engine;
  const { first, last } = span(leaves);
  const counts = new Uint32Array(Math.max(0, last - first + 1) * ROW_COUNTS);
  const places = compileQuery(engine, { ...query, statuses: undefined, flags: undefined });
  const accepted = statesOfStatuses(query.statuses);
  const knownAt = query.knownAt === undefined ? null : Math.min(query.knownAt, LAST_DAY);
  const parts = regionParts(region);
  for (const leaf of leaves) {
    if (!mayMatch(leaf, places) || parts.some((part) => !mayLieIn(leaf, part))) continue;
    const hits = matchLeaf(leaf, ANY_STATE, places, 0, leaf.size);
    for (const part of parts) keepInside(leaf, hits, part);
    if (query.flags !== undefined) {
      const flagged = everFlagged(leaf, query.flags, knownAt);
      filterHits(hits, (slot) => flagged.has(slot));
    }
    MATCHES.fill(0, 0, leaf.size);
    for (let hit = 0; hit < hits.count; hit += 1) MATCHES[hits.slots[hit] ?? 0] = 1;
    STATES.fill(NEVER, 0, leaf.size);
    walkEvents(leaf, knownAt, (day, slot, state) => {
      const kind = KINDS[((STATES[slot] ?? 0) << 8) | state] ?? 0;
      STATES[slot] = state;
      if (MATCHES[slot] === 0 || accepted[state] === 0 || kind === 0) return;
      const index = (day - first) * ROW_COUNTS + kind;
      counts[index] = (counts[index] ?? 0) + 1;
    });
    yield;
  }
  return summary(counts, first);
}

function span(leaves: readonly Leaf[]): { first: number; last: number } {
  let first = Infinity;
  let last = -1;
  for (const { events, superseded } of leaves) {
    const { dayKeys } = events;
    for (const day of [dayKeys[0], dayKeys.at(-1), ...superseded.map((entry) => entry.day)]) {
      if (day === undefined) continue;
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
  }
  return { first, last };
}

function statesOfStatuses(statuses: readonly number[] | undefined): Uint8Array {
  return Uint8Array.from({ length: 0x100 }, (_, state) => {
    const status = statusOf(state);
    return Number(status < POINT_STATUSES.length && (statuses?.includes(status) ?? true));
  });
}

/** Slots of points on which one of the flags was ever raised. */
function everFlagged(leaf: Leaf, flags: readonly number[], knownAt: number | null): Set<number> {
  const mask = flags.reduce((bits, flag) => bits | (1 << flag), 0);
  const found = new Set<number>();
  walkFlags(leaf, knownAt, (slot, bits) => {
    if ((bits & mask) !== 0) found.add(slot);
  });
  for (const entry of leaf.overflowFlags) {
    if ((entry.bit & mask) !== 0 && wasInForce(entry, knownAt)) found.add(entry.slot);
  }
  return found;
}

function summary(counts: Uint32Array, first: number): EventTally {
  const days: DayTally[] = [];
  let firstOfAny: number | null = null;
  let lastOfAny: number | null = null;
  for (let row = 0; row * ROW_COUNTS < counts.length; row += 1) {
    const [, listed = 0, eliminated = 0, handed_over = 0, recurrence_confirmed = 0, other = 0] =
      counts.subarray(row * ROW_COUNTS, (row + 1) * ROW_COUNTS);
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
