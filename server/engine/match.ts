import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import type { CompiledQuery } from './query.ts';

/** Slots of the points of a leaf that match: `count` of them, ascending, at the head of `slots`. */
export type Hits = { slots: Uint16Array; count: number };

// One set of scratch columns serves all, because a query never waits in the middle. Columns are copied
// here before they are looped over: arrays that the compiler knows as constants are read two to three
// times as fast as arrays that a leaf brings along, and a copy costs almost nothing.
const SCRATCH = new Uint16Array(0x10000);
const BYTES = new Uint8Array(0x10000);
const BYTE_HOLDS = new Uint8Array(0x100);
const COMMUNES = new Uint16Array(0x10000);
const COMMUNE_HOLDS = new Uint8Array(0x10000);

/** The points at the slots `from` (inclusive) to `to` that match. Valid until the next call. */
export function matchLeaf(
  leaf: Leaf,
  state: LeafState,
  query: CompiledQuery,
  from: number,
  to: number,
): Hits {
  const hits = { slots: SCRATCH, count: 0 };
  // The sharpest test goes over all points, the others only over what it left.
  if (query.communeSets === null) {
    hits.count = takeBytes(state.states, query.states, from, to);
  } else {
    hits.count = takeCommunes(leaf, query.communeSets, from, to);
    keepBytes(hits, state.states, query.states);
  }
  if (query.flags !== null) keepBytes(hits, state.flags, query.flags);
  if (query.classes !== null) keepBytes(hits, leaf.classes, query.classes);
  const { ids } = query;
  if (ids !== null) keepHits(hits, (slot) => ids.has(leaf.ids[slot] ?? 0));
  return hits;
}

// The passes below count instead of branching: matches are spread at random, and a processor that
// guesses wrong every other time is several times slower.

function takeBytes(column: Uint8Array, holds: Uint8Array, from: number, to: number): number {
  BYTES.set(column.subarray(from, to));
  BYTE_HOLDS.set(holds);
  let count = 0;
  for (let slot = from; slot < to; slot += 1) {
    SCRATCH[count] = slot;
    count += BYTE_HOLDS[BYTES[slot - from] ?? 0] ?? 0;
  }
  return count;
}

function takeCommunes(leaf: Leaf, holds: Uint8Array, from: number, to: number): number {
  const { communePlaces, communeSetsPresent } = leaf;
  for (let place = 0; place < communeSetsPresent.length; place += 1) {
    COMMUNE_HOLDS[place] = holds[communeSetsPresent[place] ?? 0] ?? 0;
  }
  if (communePlaces instanceof Uint8Array) {
    return takeBytes(communePlaces, COMMUNE_HOLDS.subarray(0, 0x100), from, to);
  }
  COMMUNES.set(communePlaces.subarray(from, to));
  let count = 0;
  for (let slot = from; slot < to; slot += 1) {
    SCRATCH[count] = slot;
    count += COMMUNE_HOLDS[COMMUNES[slot - from] ?? 0] ?? 0;
  }
  return count;
}

function keepBytes(hits: Hits, column: Uint8Array, holds: Uint8Array): void {
  const { count } = hits;
  if (count === 0) return;
  const first = SCRATCH[0] ?? 0;
  BYTES.set(column.subarray(first, (SCRATCH[count - 1] ?? 0) + 1));
  BYTE_HOLDS.set(holds);
  let kept = 0;
  for (let hit = 0; hit < count; hit += 1) {
    const slot = SCRATCH[hit] ?? 0;
    SCRATCH[kept] = slot;
    kept += BYTE_HOLDS[BYTES[slot - first] ?? 0] ?? 0;
  }
  hits.count = kept;
}

/** Narrows hits to those that hold. */
export function keepHits(hits: Hits, holds: (slot: number) => boolean): void {
  let kept = 0;
  for (let hit = 0; hit < hits.count; hit += 1) {
    const slot = hits.slots[hit] ?? 0;
    if (!holds(slot)) continue;
    hits.slots[kept] = slot;
    kept += 1;
  }
  hits.count = kept;
}
