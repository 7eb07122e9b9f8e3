import { LEAF_SCRATCH } from './leaf-scratch.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import type { IdBitset } from './point-ids.ts';
import type { CompiledQuery } from './query.ts';

/** Selection vector: slots of the points of a leaf that match, the first `count` of `slots`, ascending. */
export type Hits = { slots: Uint16Array; count: number };

/** The selection vector of every query: a query never waits in the middle. */
const HIT_SLOTS = new Uint16Array(0x10000);
const { bytes: BYTES, codes: CODES } = LEAF_SCRATCH;
const HAPPENED = new Uint8Array(0x10000);
const BYTE_ACCEPTED = new Uint8Array(0x100);
const IS_SET = Uint8Array.from({ length: 0x100 }, (_, byte) => Number(byte !== 0));
const CODE_ACCEPTED = new Uint8Array(0x10000);

/** Selects the matching points at the slots `from` (inclusive) to `to` (exclusive). Valid until the next call. */
export function matchLeaf(
  leaf: Leaf,
  state: LeafState,
  query: CompiledQuery,
  from: number,
  to: number,
): Hits {
  const hits = { slots: HIT_SLOTS, count: 0 };
  const happened = query.happenedOf?.(leaf) ?? null;
  // The most selective test reads all points, the others only those that it left.
  if (query.communeSets !== null) {
    hits.count = selectByCommune(leaf, query.communeSets, from, to);
    filterByByte(hits, state.states, query.states);
    if (happened !== null) filterByByte(hits, happened, IS_SET);
  } else if (happened === null) {
    hits.count = selectByByte(state.states, query.states, from, to);
  } else {
    hits.count = selectByStateAndHappened(state.states, query.states, happened, { from, to });
  }
  if (query.flags !== null) filterByByte(hits, state.flags, query.flags);
  if (query.classes !== null) filterByByte(hits, leaf.classes, query.classes);
  const { ids } = query;
  if (ids !== null) filterByIds(hits, leaf.ids, ids);
  return hits;
}

// The passes below count instead of branching: matches are scatterHits at random, and a processor that
// guesses wrong every other time is several times slower.

function selectByByte(column: Uint8Array, accepted: Uint8Array, from: number, to: number): number {
  BYTES.set(column.subarray(from, to));
  BYTE_ACCEPTED.set(accepted);
  let count = 0;
  for (let slot = from; slot < to; slot += 1) {
    HIT_SLOTS[count] = slot;
    count += BYTE_ACCEPTED[BYTES[slot - from] ?? 0] ?? 0;
  }
  return count;
}

/** Selects in one pass: of a long period about as many points are left as of the states. */
function selectByStateAndHappened(
  states: Uint8Array,
  accepted: Uint8Array,
  happened: Uint8Array,
  { from, to }: { from: number; to: number },
): number {
  BYTES.set(states.subarray(from, to));
  HAPPENED.set(happened.subarray(from, to));
  BYTE_ACCEPTED.set(accepted);
  let count = 0;
  for (let slot = from; slot < to; slot += 1) {
    HIT_SLOTS[count] = slot;
    const isAccepted = BYTE_ACCEPTED[BYTES[slot - from] ?? 0] ?? 0;
    count += isAccepted & (IS_SET[HAPPENED[slot - from] ?? 0] ?? 0);
  }
  return count;
}

function selectByCommune(leaf: Leaf, accepted: Uint8Array, from: number, to: number): number {
  const { communeCodes, communeDictionary } = leaf;
  for (let code = 0; code < communeDictionary.length; code += 1) {
    CODE_ACCEPTED[code] = accepted[communeDictionary[code] ?? 0] ?? 0;
  }
  if (communeCodes instanceof Uint8Array) {
    return selectByByte(communeCodes, CODE_ACCEPTED.subarray(0, 0x100), from, to);
  }
  CODES.set(communeCodes.subarray(from, to));
  let count = 0;
  for (let slot = from; slot < to; slot += 1) {
    HIT_SLOTS[count] = slot;
    count += CODE_ACCEPTED[CODES[slot - from] ?? 0] ?? 0;
  }
  return count;
}

function filterByByte(hits: Hits, column: Uint8Array, accepted: Uint8Array): void {
  const { count } = hits;
  if (count === 0) return;
  const first = HIT_SLOTS[0] ?? 0;
  BYTES.set(column.subarray(first, (HIT_SLOTS[count - 1] ?? 0) + 1));
  BYTE_ACCEPTED.set(accepted);
  let kept = 0;
  for (let hit = 0; hit < count; hit += 1) {
    const slot = HIT_SLOTS[hit] ?? 0;
    HIT_SLOTS[kept] = slot;
    kept += BYTE_ACCEPTED[BYTES[slot - first] ?? 0] ?? 0;
  }
  hits.count = kept;
}

/** Keeps the hits whose ids are in a set. */
export function filterByIds(hits: Hits, leafIds: Int32Array, ids: IdBitset): void {
  let kept = 0;
  for (let hit = 0; hit < hits.count; hit += 1) {
    const slot = hits.slots[hit] ?? 0;
    hits.slots[kept] = slot;
    kept += ids.bit(leafIds[slot] ?? 0);
  }
  hits.count = kept;
}

/** Keeps the hits that a predicate accepts. */
export function filterHits(hits: Hits, accepts: (slot: number) => boolean): void {
  let kept = 0;
  for (let hit = 0; hit < hits.count; hit += 1) {
    const slot = hits.slots[hit] ?? 0;
    if (!accepts(slot)) continue;
    hits.slots[kept] = slot;
    kept += 1;
  }
  hits.count = kept;
}
