import type { CommuneSets } from './commune-sets.ts';
import type { IdTable } from './point-ids.ts';
import { patchLeaf } from './leaf-patch.ts';
import type { Leaf } from './leaf.ts';
import { type GridPosition, comesBefore, positionAt } from './grid-positions.ts';
import { type PointRecord, type EncodedPoint, encodePoint } from './point-record.ts';

export type Change = { upsert: PointRecord } | { remove: number };

export type EngineContents = {
  leaves: readonly Leaf[];
  /** Key of the leaf that holds an id. */
  leafOfId: IdTable;
  communeSets: CommuneSets;
  leafPoints: number;
};

type Edits = { removed: Set<number>; added: EncodedPoint[] };

/** Most points added in one pass, so that slots of a leaf, which is split afterwards, fit into two bytes. */
const MOST_CHANGES_AT_ONCE = 16_384;

/**
 * Replaces the leaves that hold or take changed points.
 * @returns the grid positions that changed and the leaves that are no longer there
 * @throws {RangeError} when a record does not fit; nothing has changed then
 */
export function applyChanges(
  contents: EngineContents,
  changes: readonly Change[],
): { touched: GridPosition[]; replaced: Leaf[] } {
  const latest = new Map<number, EncodedPoint | null>();
  for (const change of changes) {
    if ('remove' in change) latest.set(change.remove, null);
    else latest.set(change.upsert.id, encodePoint(change.upsert, contents.communeSets));
  }
  const touched: GridPosition[] = [];
  const replaced: Leaf[] = [];
  const entries = [...latest];
  for (let start = 0; start < entries.length; start += MOST_CHANGES_AT_ONCE) {
    const edits = editsByLeaf(
      contents,
      entries.slice(start, start + MOST_CHANGES_AT_ONCE),
      touched,
    );
    replaced.push(...replaceLeaves(contents, edits));
  }
  return { touched, replaced };
}

function editsByLeaf(
  contents: EngineContents,
  entries: readonly (readonly [number, EncodedPoint | null])[],
  touched: GridPosition[],
): Map<Leaf | null, Edits> {
  const byKey = new Map(contents.leaves.map((leaf) => [leaf.key, leaf]));
  const edits = new Map<Leaf | null, Edits>();
  const editsOf = (leaf: Leaf | null): Edits => {
    const known = edits.get(leaf) ?? { removed: new Set<number>(), added: [] };
    edits.set(leaf, known);
    return known;
  };
  for (const [id, point] of entries) {
    const home = byKey.get(contents.leafOfId.get(id));
    if (home !== undefined) {
      const slot = home.ids.indexOf(id);
      editsOf(home).removed.add(slot);
      touched.push(positionAt(home, slot));
    }
    if (point === null) continue;
    editsOf(leafAt(contents.leaves, point)).added.push(point);
    touched.push({ x: point.x, y: point.y });
  }
  return edits;
}

/** The leaf whose range of the Morton order holds a position; null when there are no leaves. */
function leafAt(leaves: readonly Leaf[], point: EncodedPoint): Leaf | null {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const leaf = leaves[middle];
    if (leaf !== undefined && startsAfter(leaf, point)) high = middle;
    else low = middle + 1;
  }
  return leaves[Math.max(0, low - 1)] ?? null;
}

function startsAfter(leaf: Leaf, point: EncodedPoint): boolean {
  const { x, y } = positionAt(leaf, 0);
  if (x === point.x && y === point.y) return (leaf.ids[0] ?? 0) > point.id;
  return comesBefore(point.x, point.y, x, y);
}

function replaceLeaves(contents: EngineContents, edits: Map<Leaf | null, Edits>): Leaf[] {
  const keys = freeKeys(contents.leaves);
  const patched = new Map<Leaf | null, Leaf[]>();
  for (const [leaf, { removed, added }] of edits) {
    added.sort(inOrder);
    for (const slot of removed) contents.leafOfId.delete(leaf?.ids[slot] ?? 0);
    const whole = patchLeaf(leaf?.key ?? keys.next().value, leaf, removed, added);
    patched.set(leaf, whole === null ? [] : split(whole, contents.leafPoints, keys));
  }
  contents.leaves =
    contents.leaves.length === 0
      ? (patched.get(null) ?? [])
      : contents.leaves.flatMap((leaf) => patched.get(leaf) ?? [leaf]);
  // After the removals of all leaves: a point that moved was taken out of one and put into another.
  for (const [leaf, { added }] of edits) {
    const parts = patched.get(leaf) ?? [];
    const [only] = parts;
    if (leaf !== null && parts.length === 1 && only !== undefined) {
      for (const point of added) contents.leafOfId.set(point.id, only.key);
    } else {
      for (const part of parts) for (const id of part.ids) contents.leafOfId.set(id, part.key);
    }
  }
  return [...edits.keys()].filter((leaf) => leaf !== null);
}

function inOrder(a: EncodedPoint, b: EncodedPoint): number {
  if (a.x === b.x && a.y === b.y) return a.id - b.id;
  return comesBefore(a.x, a.y, b.x, b.y) ? -1 : 1;
}

/** Halves a leaf until no part has more than one and a half times the points of a leaf after a load. */
function split(leaf: Leaf, leafPoints: number, keys: Generator<number, never>): Leaf[] {
  if (leaf.size <= leafPoints * 1.5) return [leaf];
  const middle = leaf.size >>> 1;
  const halves = [
    patchLeaf(leaf.key, leaf, range(middle, leaf.size), []),
    patchLeaf(keys.next().value, leaf, range(0, middle), []),
  ];
  return halves.flatMap((half) => (half === null ? [] : split(half, leafPoints, keys)));
}

function range(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: to - from }, (_, index) => from + index));
}

/** Yields keys that no leaf has. Keys of emptied leaves are used again, so that they stay below 2^16. */
function* freeKeys(leaves: readonly Leaf[]): Generator<number, never> {
  const taken = new Set(leaves.map((leaf) => leaf.key));
  for (let key = 0; ; key += 1) if (!taken.has(key)) yield key;
}
