import { PERIOD_EVENTS } from '#server/contract/point.ts';

import { ABSENT, SUSPECTED_BIT, cycleOf, packState, statusCode, statusOf } from './codes.ts';
import { entryDay } from './entry-days.ts';
import { walkRows } from './event-walk.ts';
import { wasInForce } from './flags.ts';
import { countUpTo, entryCodeOfRow, rowsUpTo } from './history.ts';
import { flagRowsOn, isAllKnown, statesOn } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';

/** Kinds of events and the days on which one of them took effect, both included. */
export type Period = {
  /** Positions in PERIOD_EVENTS. */
  kinds: readonly number[];
  from: number;
  to: number;
};

type KnownDays = { knownAt: number | null; from: number; to: number };

/** Status that each kind leads to, in the order of PERIOD_EVENTS; the other kinds change no status. */
const LEADS_TO = (['active', 'eliminated', 'handed_over', 'recurring'] as const).map(statusCode);
const SUSPECTED = PERIOD_EVENTS.indexOf('suspected');
const CHECKED = PERIOD_EVENTS.indexOf('checked');
const NEVER = packState(ABSENT, 0);

// Result, overwritten by the next call, and scratch for the values on the eve of the period.
const HAPPENED = new Uint8Array(0x10000);
const BEFORE = new Uint8Array(0x10000);
/** 1 by state byte after a change that is asked for. */
const WANTED = new Uint8Array(0x100);
/** 0 by state byte of a merged place: an undone merge brings it back, and nothing happened there. */
const COUNTS = Uint8Array.from({ length: 0x100 }, (_, state) =>
  Number(statusOf(state) !== ABSENT || cycleOf(state) === 0),
);

/** Canonical key of a period. */
export function periodKey({ kinds, from, to }: Period, knownAt: number | null): string {
  const sorted = [...new Set(kinds)].toSorted((a, b) => a - b);
  return `${sorted.join(',')}/${from}/${to}/${knownAt ?? ''}`;
}

/**
 * Finds the points of a leaf to which an event of one of the kinds happened in the period, as known on the evening of
 * `knownAt` (null: as known now): 1 by slot, else 0. Only the rows of the period are read, after a replay to its eve.
 * A change of status counts as in the timeline; a suspicion on the day on which its flag began, even if it ended on
 * that day; a check on the day of the look. The result is overwritten by the next call.
 */
export function happenedIn(leaf: Leaf, period: Period, knownAt: number | null): Uint8Array {
  const { kinds, from, to } = period;
  const days = { knownAt, from, to };
  HAPPENED.fill(0, 0, leaf.size);
  if (from > to) return HAPPENED;
  const statuses = LEADS_TO.filter((_, kind) => kinds.includes(kind));
  if (statuses.length > 0) markStatusChanges(leaf, days, statuses);
  if (kinds.includes(SUSPECTED)) markRaisedFlags(leaf, days, SUSPECTED_BIT);
  if (kinds.includes(CHECKED)) markChecks(leaf, days);
  return HAPPENED;
}

function markChecks({ checks, supersededChecks }: Leaf, days: KnownDays): void {
  if (!isAllKnown(checks, days.knownAt)) {
    walkRows(checks, supersededChecks, days, (_, slot) => {
      HAPPENED[slot] = 1;
    });
    return;
  }
  const end = rowsUpTo(checks, days.to);
  for (let row = rowsUpTo(checks, days.from - 1); row < end; row += 1) {
    HAPPENED[(checks.rows[row] ?? 0) >>> 16] = 1;
  }
}

function markStatusChanges(leaf: Leaf, days: KnownDays, statuses: readonly number[]): void {
  const { events, size } = leaf;
  for (let state = 0; state < 0x100; state += 1) {
    WANTED[state] = Number(statuses.includes(statusOf(state)));
  }
  if (days.from === 0) BEFORE.fill(NEVER, 0, size);
  else statesOn(leaf, days.from - 1, days.knownAt, BEFORE);
  if (isAllKnown(events, days.knownAt)) {
    markRows(events.rows, rowsUpTo(events, days.from - 1), rowsUpTo(events, days.to));
    return;
  }
  walkRows(events, leaf.superseded, days, (_, slot, state) => markChange(slot, state));
}

/** Marks changes of rows that all count: the time of a long period is spent here. */
function markRows(rows: Uint32Array, start: number, end: number): void {
  for (let row = start; row < end; row += 1) {
    const packed = rows[row] ?? 0;
    markChange(packed >>> 16, packed & 0xff);
  }
}

function markChange(slot: number, state: number): void {
  const before = BEFORE[slot] ?? 0;
  BEFORE[slot] = state;
  // Counts instead of branching (see match.ts).
  const isChange = Number(before !== state) & (COUNTS[before] ?? 0);
  HAPPENED[slot] = (HAPPENED[slot] ?? 0) | (isChange & (WANTED[state] ?? 0));
}

/** Marks the points on which a flag began. A row raises the bits that the row before it did not hold. */
function markRaisedFlags(leaf: Leaf, { knownAt, from, to }: KnownDays, bit: number): void {
  const { rows, entries, dayKeys, dayStarts } = leaf.flags;
  flagRowsOn(leaf, from - 1, BEFORE);
  for (let index = countUpTo(dayKeys, from - 1); index < dayKeys.length; index += 1) {
    const day = dayKeys[index] ?? 0;
    if (day > to) break;
    const end = dayStarts[index + 1] ?? 0;
    for (let row = dayStarts[index] ?? 0; row < end; row += 1) {
      const packed = rows[row] ?? 0;
      const slot = packed >>> 16;
      const raised = packed & ~(BEFORE[slot] ?? 0) & bit;
      BEFORE[slot] = packed;
      if (raised === 0) continue;
      if (knownAt !== null && entryDay(entries, entryCodeOfRow(packed), row, day) > knownAt)
        continue;
      HAPPENED[slot] = 1;
    }
  }
  for (const entry of leaf.overflowFlags) {
    if (entry.bit !== bit || entry.from < from || entry.from > to) continue;
    if (wasInForce(entry, knownAt)) HAPPENED[entry.slot] = 1;
  }
}
