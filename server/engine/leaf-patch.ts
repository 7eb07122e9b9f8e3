import { flagHistory, flagIntervals } from './flags.ts';
import { comesBefore } from './grid-positions.ts';
import { type HistoryRows, historyRows, rowsOf } from './history.ts';
import {
  type Leaf,
  type LeafHistory,
  type PointColumns,
  type SupersededEvent,
  makeLeaf,
  pointColumns,
  pointsOf,
} from './leaf.ts';
import type { EncodedPoint } from './point-record.ts';

/** New slot of a removed point. */
const REMOVED = 0xffff;

/**
 * Builds a leaf without the points at the slots of `removed` and with `added` (in Morton order, then by id), in one
 * pass over each column, so that many edits of a leaf cost as much as one. Null when no point is left.
 */
export function patchLeaf(
  key: number,
  leaf: Leaf | null,
  removed: ReadonlySet<number>,
  added: readonly EncodedPoint[],
): Leaf | null {
  const before = leaf?.size ?? 0;
  const size = before - removed.size + added.length;
  if (size === 0) return null;
  const newSlots = new Uint16Array(before);
  for (const slot of removed) newSlots[slot] = REMOVED;
  const points = pointColumns(size);
  const addedSlots = mergePoints(
    leaf === null ? pointColumns(0) : pointsOf(leaf),
    newSlots,
    added,
    points,
  );
  const fresh = historyOf(added, addedSlots);
  return makeLeaf(key, points, leaf === null ? fresh : mergeLeafHistory(leaf, newSlots, fresh));
}

function mergeLeafHistory(leaf: Leaf, newSlots: Uint16Array, fresh: LeafHistory): LeafHistory {
  const events = mergeHistory(
    { rows: rowsOf(leaf.events), superseded: leaf.superseded },
    newSlots,
    { rows: fresh.events, superseded: fresh.superseded },
  );
  const checks = mergeHistory(
    { rows: rowsOf(leaf.checks), superseded: leaf.supersededChecks },
    newSlots,
    { rows: fresh.checks, superseded: fresh.supersededChecks },
  );
  const flags = mergeHistory({ rows: rowsOf(leaf.flags), superseded: [] }, newSlots, {
    rows: fresh.flags,
    superseded: [],
  });
  const kept = leaf.overflowFlags.flatMap((flag) => {
    const slot = newSlots[flag.slot] ?? REMOVED;
    return slot === REMOVED ? [] : [{ ...flag, slot }];
  });
  return {
    events: events.rows,
    superseded: events.superseded,
    flags: flags.rows,
    overflowFlags: [...kept, ...fresh.overflowFlags],
    checks: checks.rows,
    supersededChecks: checks.superseded,
  };
}

/** Merges old and added points into `result`; writes to `newSlots` the new slots of the old ones. @returns those of the added */
function mergePoints(
  old: PointColumns,
  newSlots: Uint16Array,
  added: readonly EncodedPoint[],
  result: PointColumns,
): number[] {
  const addedSlots: number[] = [];
  let next = 0;
  let from = 0;
  for (const point of added) {
    const end = firstSlotBehind(old, from, point);
    next = copyPoints(old, from, end, newSlots, result, next);
    from = end;
    result.ids[next] = point.id;
    result.xs[next] = point.x;
    result.ys[next] = point.y;
    result.classes[next] = point.pointClass;
    result.communeSets[next] = point.communeSet;
    addedSlots.push(next);
    next += 1;
  }
  copyPoints(old, from, old.ids.length, newSlots, result, next);
  return addedSlots;
}

function copyPoints(
  old: PointColumns,
  from: number,
  to: number,
  newSlots: Uint16Array,
  result: PointColumns,
  start: number,
): number {
  let next = start;
  for (let slot = from; slot < to; slot += 1) {
    if (newSlots[slot] === REMOVED) continue;
    result.ids[next] = old.ids[slot] ?? 0;
    result.xs[next] = old.xs[slot] ?? 0;
    result.ys[next] = old.ys[slot] ?? 0;
    result.classes[next] = old.classes[slot] ?? 0;
    result.communeSets[next] = old.communeSets[slot] ?? 0;
    newSlots[slot] = next;
    next += 1;
  }
  return next;
}

/** First slot, from `from` on, whose point sorts after the given one (binary search). */
function firstSlotBehind(old: PointColumns, from: number, point: EncodedPoint): number {
  let low = from;
  let high = old.ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sortsBefore(old, middle, point)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortsBefore(old: PointColumns, slot: number, point: EncodedPoint): boolean {
  const x = old.xs[slot] ?? 0;
  const y = old.ys[slot] ?? 0;
  if (x === point.x && y === point.y) return (old.ids[slot] ?? 0) < point.id;
  return comesBefore(x, y, point.x, point.y);
}

function historyOf(added: readonly EncodedPoint[], slots: readonly number[]): LeafHistory {
  const events = rowsAndSuperseded(added, slots, (point) => point.events);
  const checks = rowsAndSuperseded(added, slots, (point) => point.checks);
  return {
    events: events.rows,
    superseded: events.superseded,
    ...flagsOf(added, slots),
    checks: checks.rows,
    supersededChecks: checks.superseded,
  };
}

function rowsAndSuperseded(
  added: readonly EncodedPoint[],
  slots: readonly number[],
  of: (point: EncodedPoint) => EncodedPoint['events'],
): { rows: HistoryRows; superseded: SupersededEvent[] } {
  const events = added
    .flatMap((point, index) => of(point).map((event) => ({ ...event, slot: slots[index] ?? 0 })))
    .toSorted((a, b) => a.day - b.day);
  const inForce = events.filter((event) => event.supersededDay === null);
  const rows = historyRows(inForce.length);
  const superseded: SupersededEvent[] = [];
  let next = 0;
  for (const { day, slot, state, recorded, supersededDay } of events) {
    if (supersededDay !== null) {
      superseded.push({ before: next, day, slot, state, recorded, supersededDay });
      continue;
    }
    rows.days[next] = day;
    rows.slots[next] = slot;
    rows.values[next] = state;
    rows.recorded[next] = recorded;
    next += 1;
  }
  return { rows, superseded };
}

function flagsOf(added: readonly EncodedPoint[], slots: readonly number[]) {
  const flags = added.flatMap((point, index) =>
    point.flags.map((flag) => ({ ...flag, slot: slots[index] ?? 0 })),
  );
  const inForce = flags.filter((flag) => flag.supersededDay === null);
  const intervals = flagIntervals(inForce.length);
  for (const [row, { slot, bit, from, to, recorded }] of inForce.entries()) {
    intervals.slots[row] = slot;
    intervals.bits[row] = bit;
    intervals.from[row] = from;
    intervals.to[row] = to;
    intervals.recorded[row] = recorded;
  }
  return flagHistory(
    intervals,
    flags.filter((flag) => flag.supersededDay !== null),
  );
}

/** Rows by day, and the superseded events that are replayed between them. */
type MergeSource = { rows: HistoryRows; superseded: readonly SupersededEvent[] };

/**
 * Merges the rows of the remaining points, with their new slots, and the fresh rows by day. All rows of a point
 * come from one source, so that their order is kept.
 */
function mergeHistory(
  old: MergeSource,
  newSlots: Uint16Array,
  fresh: MergeSource,
): { rows: HistoryRows; superseded: SupersededEvent[] } {
  const result = new MergedRows(old.rows.days.length + fresh.rows.days.length);
  const oldReader = new RowReader(old, newSlots, result);
  const freshReader = new RowReader(fresh, null, result);
  for (;;) {
    const day = freshReader.nextDay();
    oldReader.copyBefore(day + 1);
    if (day === Infinity) break;
    freshReader.copyBefore(oldReader.nextDay());
  }
  return { rows: result.rows(), superseded: result.superseded };
}

class MergedRows {
  readonly columns: HistoryRows;
  readonly superseded: SupersededEvent[] = [];
  length = 0;

  constructor(most: number) {
    this.columns = historyRows(most);
  }

  rows(): HistoryRows {
    const { days, slots, values, recorded } = this.columns;
    if (this.length === days.length) return this.columns;
    return {
      days: days.slice(0, this.length),
      slots: slots.slice(0, this.length),
      values: values.slice(0, this.length),
      recorded: recorded.slice(0, this.length),
    };
  }
}

class RowReader {
  readonly #source: MergeSource;
  readonly #newSlots: Uint16Array | null;
  readonly #to: MergedRows;
  #row = 0;
  #entry = 0;

  constructor(source: MergeSource, newSlots: Uint16Array | null, to: MergedRows) {
    this.#source = source;
    this.#newSlots = newSlots;
    this.#to = to;
  }

  /** Day of the next row or superseded event; Infinity at the end. */
  nextDay(): number {
    const entry = this.#source.superseded[this.#entry];
    if (entry !== undefined && entry.before <= this.#row) return entry.day;
    return this.#source.rows.days[this.#row] ?? Infinity;
  }

  /** Copies rows and superseded events before a day. */
  copyBefore(day: number): void {
    const { rows, superseded } = this.#source;
    for (;;) {
      const entry = superseded[this.#entry];
      const stop = Math.min(rows.days.length, entry?.before ?? Infinity);
      this.#copyRows(stop, day);
      if (entry === undefined || this.#row < entry.before || entry.day >= day) return;
      this.#copyEntry(entry);
      this.#entry += 1;
    }
  }

  #copyRows(stop: number, day: number): void {
    const { days, slots, values, recorded } = this.#source.rows;
    const newSlots = this.#newSlots;
    const to = this.#to.columns;
    let next = this.#to.length;
    let row = this.#row;
    for (; row < stop && (days[row] ?? 0) < day; row += 1) {
      const old = slots[row] ?? 0;
      const slot = newSlots === null ? old : (newSlots[old] ?? REMOVED);
      if (slot === REMOVED) continue;
      to.days[next] = days[row] ?? 0;
      to.slots[next] = slot;
      to.values[next] = values[row] ?? 0;
      to.recorded[next] = recorded[row] ?? 0;
      next += 1;
    }
    this.#row = row;
    this.#to.length = next;
  }

  #copyEntry(entry: SupersededEvent): void {
    const slot = this.#newSlots === null ? entry.slot : (this.#newSlots[entry.slot] ?? REMOVED);
    if (slot === REMOVED) return;
    this.#to.superseded.push({ ...entry, slot, before: this.#to.length });
  }
}
