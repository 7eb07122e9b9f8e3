import { cycleOf, RECURRING, statusOf, SUSPECTED_BIT } from './codes.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { matches } from './match-queries.ts';
import { compileQuery, type EngineQuery } from './query.ts';
import { sortedIds } from './radix-sort.ts';
import { type Region, regionParts } from './region.ts';
import { NO_DAY, statusDays } from './status-days.ts';

/** The greatest key that points can be told apart by, two digits of the sort. Greater keys count as this one. */
export const MOST_KEY = 2 ** 22 - 2;
const NULL_KEY = MOST_KEY + 1;

/**
 * Gives, for a leaf, the key of the point at a slot: a whole number from 0 to MOST_KEY, or null where the point has
 * none. Points without a key come last, in both directions.
 */
export type SortKeys = (leaf: Leaf, state: LeafState) => (slot: number) => number | null;

/**
 * Sorts the ids of all points that match by their keys and then by id. Yields after each leaf and after some ten
 * thousand points; all leaves are read as they were at the first one.
 */
export function* sortMatches(
  engine: Engine,
  query: EngineQuery,
  region: Region,
  { keys, descending }: { keys: SortKeys; descending: boolean },
): Generator<void, Int32Array> {
  const ids = new Uint32Array(engine.size);
  const ranks = new Uint32Array(engine.size);
  let count = 0;
  const found = matches(engine, compileQuery(engine, query), regionParts(region));
  for (const { leaf, state, hits } of found) {
    const keyOf = keys(leaf, state);
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const key = keyOf(slot);
      ranks[count] = key === null ? NULL_KEY : descending ? MOST_KEY - bounded(key) : bounded(key);
      ids[count] = leaf.ids[slot] ?? 0;
      count += 1;
    }
    yield;
  }
  return yield* sortedIds({ ids: ids.slice(0, count), ranks: ranks.slice(0, count) });
}

function bounded(key: number): number {
  return Math.min(key, MOST_KEY);
}

/** By id, which is the order of the codes. */
export const keysOfId: SortKeys = () => () => 0;

/** 1 for points recurring or suspected on the day, 0 for the others. */
export const keysOfUrgency: SortKeys =
  (_, { states, flags }) =>
  (slot) =>
    Number(statusOf(states[slot] ?? 0) === RECURRING || ((flags[slot] ?? 0) & SUSPECTED_BIT) !== 0);

export const keysOfStatus: SortKeys =
  (_, { states }) =>
  (slot) =>
    statusOf(states[slot] ?? 0);

export const keysOfRecurrences: SortKeys =
  (_, { states }) =>
  (slot) =>
    Math.max(0, cycleOf(states[slot] ?? 0) - 1);

/** By the number of flags; null where there is none. */
export const keysOfFlags: SortKeys =
  (_, { flags }) =>
  (slot) =>
    FLAG_COUNTS[flags[slot] ?? 0] || null;

/** By the first day of the status. */
export function keysOfSince({ asOf, knownAt }: EngineQuery): SortKeys {
  return (leaf) => {
    const days = statusDays(leaf, asOf, knownAt ?? null);
    return (slot) => (days[slot] === NO_DAY ? null : Math.max(0, days[slot] ?? 0));
  };
}

/** By category, in the order given by its number. */
export function keysOfCategory(order: ReadonlyMap<number, number>): SortKeys {
  return (leaf) => (slot) => order.get((leaf.classes[slot] ?? 0) >>> 1) ?? null;
}

/** By the lead commune, in the order given by its id. */
export function keysOfCommune(engine: Engine, order: ReadonlyMap<number, number>): SortKeys {
  const ofSet = engine.communeSets.all().map(([lead]) => order.get(lead ?? -1) ?? null);
  return ({ communeCodes, communeDictionary }) =>
    (slot) =>
      ofSet[communeDictionary[communeCodes[slot] ?? 0] ?? 0] ?? null;
}

/** By what is known of each id. */
export function keysById(keyOf: (id: number) => number | null): SortKeys {
  return ({ ids }) =>
    (slot) =>
      keyOf(ids[slot] ?? 0);
}

const FLAG_COUNTS = Array.from({ length: 0x100 }, (_, bits) =>
  [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum + ((bits >>> bit) & 1), 0),
);
