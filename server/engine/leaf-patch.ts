import { makeLeaf, pointColumns, type Leaf, type PointColumns } from './leaf.ts';
import { mergeEvents, mergeFlags, type FreshRows } from './merge-history.ts';
import { REMOVED } from './copy-rows.ts';
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
  const fresh = mergePoints(leaf, newSlots, added, points);
  return makeLeaf(
    key,
    points,
    mergeEvents(leaf, newSlots, fresh),
    mergeFlags(leaf, newSlots, fresh),
  );
}

/** Fills the columns and tells where the old points went (in `newSlots`) and the new ones. */
function mergePoints(
  leaf: Leaf | null,
  newSlots: Uint16Array,
  added: readonly PreparedPoint[],
  result: PointColumns,
): FreshRows {
  const addedSlots: number[] = [];
  let next = 0;
  let old = 0;
  for (const point of added) {
    const end = leaf === null ? 0 : endBefore(leaf, old, point);
    if (leaf !== null) next = copyPoints(leaf, old, end, newSlots, result, next);
    old = end;
    result.ids[next] = point.id;
    result.xs[next] = point.x;
    result.ys[next] = point.y;
    result.classes[next] = point.pointClass;
    result.communeSets[next] = point.communeSet;
    addedSlots.push(next);
    next += 1;
  }
  if (leaf !== null) copyPoints(leaf, old, leaf.size, newSlots, result, next);
  return freshRows(added, addedSlots);
}

function copyPoints(
  leaf: Leaf,
  from: number,
  to: number,
  newSlots: Uint16Array,
  result: PointColumns,
  start: number,
): number {
  let next = start;
  for (let old = from; old < to; old += 1) {
    if (newSlots[old] === REMOVED) continue;
    result.ids[next] = leaf.ids[old] ?? 0;
    result.xs[next] = leaf.xs[old] ?? 0;
    result.ys[next] = leaf.ys[old] ?? 0;
    result.classes[next] = leaf.classes[old] ?? 0;
    result.communeSets[next] = leaf.communeSets[old] ?? 0;
    newSlots[old] = next;
    next += 1;
  }
  return next;
}

/** The first slot from `from` on that stands behind a point. */
function endBefore(leaf: Leaf, from: number, point: PreparedPoint): number {
  let low = from;
  let high = leaf.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (standsBefore(leaf, middle, point)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function standsBefore(leaf: Leaf, slot: number, point: PreparedPoint): boolean {
  const x = leaf.xs[slot] ?? 0;
  const y = leaf.ys[slot] ?? 0;
  if (x === point.x && y === point.y) return (leaf.ids[slot] ?? 0) < point.id;
  return comesBefore(x, y, point.x, point.y);
}

function freshRows(added: readonly PreparedPoint[], slots: readonly number[]): FreshRows {
  const events = added.flatMap((point, index) =>
    point.events.map((event) => ({ ...event, slot: slots[index] ?? 0 })),
  );
  const flags = added.flatMap((point, index) =>
    point.flags.map((flag) => ({ ...flag, slot: slots[index] ?? 0 })),
  );
  return {
    events: events.toSorted((a, b) => a.day - b.day),
    flags: flags.toSorted((a, b) => a.from - b.from),
  };
}
