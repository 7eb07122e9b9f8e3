import { PERIOD_EVENTS } from '#server/contract/point.ts';

import { ABSENT, SUSPECTED_BIT, packState, statusOf } from './codes.ts';
import { entryDay } from './entry-days.ts';
import { walkRows } from './event-walk.ts';
import { wasInForce } from './flags.ts';
import { countUpTo, dayIndexOf, entryCodeOfRow, rowsUpTo, type History } from './history.ts';
import { isAllKnown, isKnownUpTo, statesOn } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { isChange, markCheckSpans, markSpans, rowsOfNote, SPAN_STATUSES } from './rows-of-note.ts';

/** Kinds of events and the days on which one of them took effect, both included. */
export type Period = {
  /** Positions in PERIOD_EVENTS. */
  kinds: readonly number[];
  from: number;
  to: number;
};

type Rows = { start: number; end: number };
type KnownDays = { knownAt: number | null; from: number; to: number };

const SUSPECTED = PERIOD_EVENTS.indexOf('suspected');
const CHECKED = PERIOD_EVENTS.indexOf('checked');
const NEVER = packState(ABSENT, 0);

// Result, overwritten by the next call, and scratch for the values on the eve of the period.
const HAPPENED = new Uint8Array(0x10000);
const HAPPENED_WORDS = new Uint32Array(HAPPENED.buffer);
const BEFORE = new Uint8Array(0x10000);
/** 1 by state byte after a change that is asked for. */
const WANTED = new Uint8Array(0x100);

/** Canonical key of a period. */
export function periodKey({ kinds, from, to }: Period, knownAt: number | null): string {
  const sorted = [...new Set(kinds)].toSorted((a, b) => a - b);
  return `${sorted.join(',')}/${from}/${to}/${knownAt ?? ''}`;
}

/**
 * Finds the points of a leaf to which an event of one of the kinds happened in the period, as known on the evening of
 * `knownAt` (null: as known now): by slot, 0 where nothing happened. Of a long period whole spans of rows are read at once.
 * A change of status counts as in the timeline; a suspicion on the day on which its flag began, even if it ended on
 * that day; a check on the day of the look. The result is overwritten by the next call.
 */
export function happenedIn(leaf: Leaf, period: Period, knownAt: number | null): Uint8Array {
  const { kinds, from, to } = period;
  const days = { knownAt, from, to };
  HAPPENED.fill(0, 0, leaf.size);
  if (from > to) return HAPPENED;
  // The first kinds lead to the statuses of the spans; the others change no status.
  const statuses = SPAN_STATUSES.filter((_, kind) => kinds.includes(kind));
  if (statuses.length > 0) markStatusChanges(leaf, days, statuses);
  if (kinds.includes(SUSPECTED)) markSuspicions(leaf, days);
  if (kinds.includes(CHECKED)) markChecks(leaf, days);
  return HAPPENED;
}

function markChecks(leaf: Leaf, days: KnownDays): void {
  const { checks, supersededChecks } = leaf;
  if (!isAllKnown(checks, days.knownAt)) {
    walkRows(checks, supersededChecks, days, (_, slot) => {
      HAPPENED[slot] = 1;
    });
    return;
  }
  const { checkSpans } = rowsOfNote(leaf);
  const rows = { start: rowsUpTo(checks, days.from - 1), end: rowsUpTo(checks, days.to) };
  const whole = wholeSpans(rows, checkSpans);
  if (whole === null) {
    markSlots(checks.rows, rows);
    return;
  }
  markSlots(checks.rows, { start: rows.start, end: whole.first * checkSpans.rows });
  markSlots(checks.rows, { start: whole.end * checkSpans.rows, end: rows.end });
  markCheckSpans(checkSpans, whole, HAPPENED_WORDS);
}

/** Marks the points of all rows. */
function markSlots(rows: Uint32Array, { start, end }: Rows): void {
  for (let row = start; row < end; row += 1) HAPPENED[(rows[row] ?? 0) >>> 16] = 1;
}

/** Finds the spans that lie within rows as a whole; null where none does. */
function wholeSpans({ start, end }: Rows, spans: { rows: number; count: number }) {
  const first = Math.ceil(start / spans.rows);
  const last = Math.min(spans.count, Math.floor(end / spans.rows));
  return first < last ? { first, end: last } : null;
}

function markStatusChanges(leaf: Leaf, days: KnownDays, statuses: readonly number[]): void {
  const { events, size } = leaf;
  for (let state = 0; state < 0x100; state += 1) {
    WANTED[state] = Number(statuses.includes(statusOf(state)));
  }
  const rows = { start: rowsUpTo(events, days.from - 1), end: rowsUpTo(events, days.to) };
  if (isKnownUpTo(events, rows.end, days.knownAt)) {
    markRows(leaf, rows, statuses);
    return;
  }
  if (days.from === 0) BEFORE.fill(NEVER, 0, size);
  else statesOn(leaf, days.from - 1, days.knownAt, BEFORE);
  walkRows(events, leaf.superseded, days, (_, slot, state) => {
    const counts = isChange(BEFORE[slot] ?? 0, state) && WANTED[state] === 1;
    if (counts) HAPPENED[slot] = 1;
    BEFORE[slot] = state;
  });
}

/** Marks the changes among rows that all count: those of whole spans at once, the others one by one. */
function markRows(leaf: Leaf, { start, end }: Rows, statuses: readonly number[]): void {
  const { quiet, spans } = rowsOfNote(leaf);
  const { rows } = leaf.events;
  const whole = wholeSpans({ start, end }, spans);
  if (whole === null) {
    markEach(rows, { start, end }, quiet);
    return;
  }
  markEach(rows, { start, end: whole.first * spans.rows }, quiet);
  markEach(rows, { start: whole.end * spans.rows, end }, quiet);
  const wanted = SPAN_STATUSES.reduce(
    (bits, status, bit) => (statuses.includes(status) ? bits | (1 << bit) : bits),
    0,
  );
  markSpans(spans, { ...whole, wanted }, HAPPENED_WORDS);
}

/** Marks changes row by row, between the rows that change nothing: the time of a period is spent here. */
function markEach(rows: Uint32Array, { start, end }: Rows, quiet: Uint32Array): void {
  let from = start;
  for (let next = countUpTo(quiet, start - 1); from < end; next += 1) {
    const to = Math.min(end, quiet[next] ?? end);
    for (let row = from; row < to; row += 1) {
      const packed = rows[row] ?? 0;
      const slot = packed >>> 16;
      HAPPENED[slot] = (HAPPENED[slot] ?? 0) | (WANTED[packed & 0xff] ?? 0);
    }
    from = to + 1;
  }
}

/** Marks the points on which a flag of suspicion began. */
function markSuspicions(leaf: Leaf, { knownAt, from, to }: KnownDays): void {
  const { flags } = leaf;
  const { suspicions } = rowsOfNote(leaf);
  const first = countUpTo(suspicions, rowsUpTo(flags, from - 1) - 1);
  const last = countUpTo(suspicions, rowsUpTo(flags, to) - 1);
  const { rows } = flags;
  for (let at = first; at < last; at += 1) {
    const row = suspicions[at] ?? 0;
    const packed = rows[row] ?? 0;
    const wasKnown = knownAt === null || dayOfEntry(flags, row, packed) <= knownAt;
    if (wasKnown) HAPPENED[packed >>> 16] = 1;
  }
  for (const entry of leaf.overflowFlags) {
    if (entry.bit !== SUSPECTED_BIT || entry.from < from || entry.from > to) continue;
    if (wasInForce(entry, knownAt)) HAPPENED[entry.slot] = 1;
  }
}

function dayOfEntry(history: History, row: number, packed: number): number {
  const day = history.dayKeys[dayIndexOf(history, row)] ?? 0;
  return entryDay(history.entries, entryCodeOfRow(packed), row, day);
}
