import { flagIntervals } from './flag-rows.ts';
import { historyRows, rowsOf } from './history.ts';
import {
  flagHistory,
  makeLeaf,
  pointColumns,
  pointsOf,
  type Leaf,
  type LeafHistory,
  type PointColumns,
  type ReplacedEvent,
} from './leaf.ts';
import { mergeHistory, REMOVED } from './merge-history.ts';
import { comesBefore } from './mercator.ts';
import type { PreparedPoint } from './prepared-point.ts';

/**
 * The leaf without the points at the slots of `removed` and with `added` (in Morton order, then by
 * id): one pass over each column, so that many edits of a leaf cost what one does. Null when nothing
 * is left.
 */
export function patchLeaf(
  key: number,
  leaf: Leaf | null,
  removed: ReadonlySet<number>,
  added: readonly PreparedPoint[],
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
  return makeLeaf(key, points, leaf === null ? fresh : merged(leaf, newSlots, fresh));
}

function merged(leaf: Leaf, newSlots: Uint16Array, fresh: LeafHistory): LeafHistory {
  const events = mergeHistory({ rows: rowsOf(leaf.events), replaced: leaf.replaced }, newSlots, {
    rows: fresh.events,
    replaced: fresh.replaced,
  });
  const flags = mergeHistory({ rows: rowsOf(leaf.flags), replaced: [] }, newSlots, {
    rows: fresh.flags,
    replaced: [],
  });
  const staying = leaf.asideFlags.flatMap((flag) => {
    const slot = newSlots[flag.slot] ?? REMOVED;
    return slot === REMOVED ? [] : [{ ...flag, slot }];
  });
  return {
    events: events.rows,
    replaced: events.replaced,
    flags: flags.rows,
    asideFlags: [...staying, ...fresh.asideFlags],
  };
}

/** Fills the columns and notes where the old points went. @returns where the new ones went */
function mergePoints(
  old: PointColumns,
  newSlots: Uint16Array,
  added: readonly PreparedPoint[],
  result: PointColumns,
): number[] {
  const addedSlots: number[] = [];
  let next = 0;
  let from = 0;
  for (const point of added) {
    const end = endBefore(old, from, point);
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

/** The first slot from `from` on that stands behind a point. */
function endBefore(old: PointColumns, from: number, point: PreparedPoint): number {
  let low = from;
  let high = old.ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (standsBefore(old, middle, point)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function standsBefore(old: PointColumns, slot: number, point: PreparedPoint): boolean {
  const x = old.xs[slot] ?? 0;
  const y = old.ys[slot] ?? 0;
  if (x === point.x && y === point.y) return (old.ids[slot] ?? 0) < point.id;
  return comesBefore(x, y, point.x, point.y);
}

function historyOf(added: readonly PreparedPoint[], slots: readonly number[]): LeafHistory {
  const events = added
    .flatMap((point, index) => point.events.map((event) => ({ ...event, slot: slots[index] ?? 0 })))
    .toSorted((a, b) => a.day - b.day);
  const inForce = events.filter((event) => event.supersededDay === null);
  const rows = historyRows(inForce.length);
  const replaced: ReplacedEvent[] = [];
  let next = 0;
  for (const { day, slot, state, recorded, supersededDay } of events) {
    if (supersededDay !== null) {
      replaced.push({ before: next, day, slot, state, recorded, supersededDay });
      continue;
    }
    rows.days[next] = day;
    rows.slots[next] = slot;
    rows.values[next] = state;
    rows.recorded[next] = recorded;
    next += 1;
  }
  return { events: rows, replaced, ...flagsOf(added, slots) };
}

function flagsOf(added: readonly PreparedPoint[], slots: readonly number[]) {
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
