import { ABSENT, SUSPECTED_BIT, cycleOf, packState, statusCode, statusOf } from './codes.ts';
import { slotOfRow, type History } from './history.ts';
import type { Leaf } from './leaf.ts';

/** Index from which a period is answered, beside the rows: built at the first question, kept as long as the leaf. */
type RowsOfNote = {
  /** Rows of events that change nothing, or bring a merged place back: nothing happened there. Ascending; few. */
  quiet: Uint32Array;
  /** Rows of flags that raise a suspicion, ascending. */
  suspicions: Uint32Array;
  spans: Spans;
  checkSpans: CheckSpans;
};

/**
 * Which statuses each point changed to within a span of rows, so that a long period reads half a byte a point and span
 * instead of its rows. A byte of `changes` holds two spans: an even one in its lower half and the next in its upper half.
 */
export type Spans = {
  /** Rows of a span; the rows behind the last whole one belong to none. */
  rows: number;
  count: number;
  /** Four points a word, `words` words for each pair of spans. */
  changes: Uint32Array;
  words: number;
};

/** Marks of points that were checked within a span of the rows of checks: one bit a span, four points a word. */
export type CheckSpans = {
  /** Rows of a span; the rows behind the last whole one belong to none. */
  rows: number;
  count: number;
  checked: Uint32Array;
};

/** Spans that a byte of a point has room for. */
const CHECK_SPANS = 8;

/** Statuses that a change is remembered for, in the order of their bits in a span. */
export const SPAN_STATUSES = (['active', 'eliminated', 'handed_over', 'recurring'] as const).map(
  statusCode,
);
const SPAN_BITS = Uint8Array.from({ length: 0x100 }, (_, state) => {
  const bit = SPAN_STATUSES.indexOf(statusOf(state));
  return bit < 0 ? 0 : 1 << bit;
});
const NEVER = packState(ABSENT, 0);
const FOUND = new WeakMap<Leaf, RowsOfNote>();
// Scratch: the value of each point before the row in work.
const BEFORE = new Uint8Array(0x10000);

/** Tests if something happened when a state followed another: an undone merge only brings the place back. */
export function isChange(before: number, after: number): boolean {
  return before !== after && (statusOf(before) !== ABSENT || cycleOf(before) === 0);
}

/** Finds the rows of a leaf that periods tell apart, as known now; the first question about a leaf reads all its rows. */
export function rowsOfNote(leaf: Leaf): RowsOfNote {
  const ready = FOUND.get(leaf);
  if (ready !== undefined) return ready;
  const isRaised = (before: number, after: number) => (after & ~before & SUSPECTED_BIT) !== 0;
  const isQuiet = (before: number, after: number) => !isChange(before, after);
  const quiet = rowsWhere(leaf.events, leaf.size, NEVER, isQuiet);
  const suspicions = rowsWhere(leaf.flags, leaf.size, 0, isRaised);
  const found = { quiet, suspicions, spans: spansOf(leaf, quiet), checkSpans: checkSpansOf(leaf) };
  FOUND.set(leaf, found);
  return found;
}

/** Memory of what was found of a leaf so far, bytes. */
export function noteBytes(leaf: Leaf): number {
  const found = FOUND.get(leaf);
  if (found === undefined) return 0;
  const { quiet, suspicions, spans, checkSpans } = found;
  const columns = [quiet, suspicions, spans.changes, checkSpans.checked];
  return columns.reduce((sum, column) => sum + column.byteLength, 0);
}

function rowsWhere(
  { rows }: History,
  size: number,
  initial: number,
  holds: (before: number, after: number) => boolean,
): Uint32Array {
  const found: number[] = [];
  BEFORE.fill(initial, 0, size);
  for (let row = 0; row < rows.length; row += 1) {
    const packed = rows[row] ?? 0;
    const slot = packed >>> 16;
    const after = packed & 0xff;
    if (holds(BEFORE[slot] ?? 0, after)) found.push(row);
    BEFORE[slot] = after;
  }
  return Uint32Array.from(found);
}

/** A span has half a row a point: less would take more memory than the rows save time. */
function spansOf({ events, size }: Leaf, quiet: Uint32Array): Spans {
  const spanRows = Math.max(1, Math.ceil(size / 2));
  const count = Math.floor(events.rows.length / spanRows);
  const words = Math.ceil(size / 4);
  const changes = new Uint32Array(Math.ceil(count / 2) * words);
  const bytes = new Uint8Array(changes.buffer);
  const isQuiet = new Set(quiet);
  for (let row = 0; row < count * spanRows; row += 1) {
    if (isQuiet.has(row)) continue;
    const packed = events.rows[row] ?? 0;
    const span = Math.floor(row / spanRows);
    const at = (span >>> 1) * words * 4 + (packed >>> 16);
    const half = (span & 1) * 4;
    bytes[at] = (bytes[at] ?? 0) | ((SPAN_BITS[packed & 0xff] ?? 0) << half);
  }
  return { rows: spanRows, count, changes, words };
}

function checkSpansOf({ checks, size }: Leaf): CheckSpans {
  const spanRows = Math.max(1, Math.ceil(checks.rows.length / CHECK_SPANS));
  const count = Math.floor(checks.rows.length / spanRows);
  const checked = new Uint32Array(count === 0 ? 0 : Math.ceil(size / 4));
  const bytes = new Uint8Array(checked.buffer);
  for (let row = 0; row < count * spanRows; row += 1) {
    const slot = slotOfRow(checks.rows[row] ?? 0);
    bytes[slot] = (bytes[slot] ?? 0) | (1 << Math.floor(row / spanRows));
  }
  return { rows: spanRows, count, checked };
}

/** Marks the points that were checked within the whole spans `first` to `end` (exclusive): a byte of `into` that is not 0. */
export function markCheckSpans(
  { checked }: CheckSpans,
  { first, end }: { first: number; end: number },
  into: Uint32Array,
): void {
  const mask = Math.imul((1 << end) - (1 << first), 0x01010101);
  for (let word = 0; word < checked.length; word += 1) {
    into[word] = (into[word] ?? 0) | ((checked[word] ?? 0) & mask);
  }
}

/**
 * Marks the points that changed to one of some statuses within whole spans: a byte of `into` that is not 0.
 * @param wanted bits of the statuses, in the order of SPAN_STATUSES
 * @param into four points a word
 */
export function markSpans(
  { changes, words }: Spans,
  { first, end, wanted }: { first: number; end: number; wanted: number },
  into: Uint32Array,
): void {
  const firstPair = first >>> 1;
  const lastPair = (end - 1) >>> 1;
  const maskOf = (pair: number) => {
    const lower = 2 * pair >= first ? wanted : 0;
    const upper = 2 * pair + 1 < end ? wanted << 4 : 0;
    return Math.imul(lower | upper, 0x01010101);
  };
  const [head, inner, tail] = [maskOf(firstPair), maskOf(firstPair + 1), maskOf(lastPair)];
  const [from, to] = [firstPair * words, lastPair * words];
  for (let word = 0; word < words; word += 1) {
    let found = (changes[from + word] ?? 0) & head;
    for (let at = from + words + word; at < to; at += words) found |= (changes[at] ?? 0) & inner;
    if (to > from) found |= (changes[to + word] ?? 0) & tail;
    into[word] = (into[word] ?? 0) | found;
  }
}
