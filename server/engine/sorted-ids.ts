import { cycleOf, RECURRING, statusOf, SUSPECTED_BIT } from './codes.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { matches } from './match-queries.ts';
import { compileQuery, type EngineQuery } from './query.ts';
import { type Region, regionParts } from './region.ts';
import { NO_DAY, statusDays } from './status-days.ts';

/** Bits of a digit: its counts stay in the processor's nearest memory. */
const DIGIT_BITS = 11;

const DIGITS = 1 << DIGIT_BITS;

/** Pairs moved between two yields: well under two milliseconds. */
const A_STEP = 65_536;

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

type Pairs = { ranks: Uint32Array; ids: Uint32Array };

/**
 * Sorts pairs by rank and then by id, digit by digit from the last one (radix sort), and gives the ids. The time grows
 * with the number of pairs only, and others can be served in between. The arrays given are overwritten.
 * @param ids below 2^31
 */
export function* sortedIds(given: Pairs): Generator<void, Int32Array> {
  const { ranks, ids } = given;
  let from = given;
  let to: Pairs = { ranks: new Uint32Array(ranks.length), ids: new Uint32Array(ids.length) };
  for (const column of ['ids', 'ranks'] as const) {
    const most = yield* greatest(from[column]);
    for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
      yield* moveByDigit(from, to, from[column], shift);
      [from, to] = [to, from];
    }
  }
  return new Int32Array(from.ids.buffer, 0, from.ids.length);
}

function* greatest(column: Uint32Array): Generator<void, number> {
  let most = 0;
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const value = column[at] ?? 0;
      if (value > most) most = value;
    }
    yield;
  }
  return most;
}

/** Moves the pairs to the order of one digit of a column; those of the same digit keep their order. */
function* moveByDigit(
  from: Pairs,
  to: Pairs,
  column: Uint32Array,
  shift: number,
): Generator<void, void> {
  const next = yield* placesOfDigits(column, shift);
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const digit = ((column[at] ?? 0) >>> shift) & (DIGITS - 1);
      const place = next[digit] ?? 0;
      next[digit] = place + 1;
      to.ids[place] = from.ids[at] ?? 0;
      to.ranks[place] = from.ranks[at] ?? 0;
    }
    yield;
  }
}

/** Place of the first pair of each digit. */
function* placesOfDigits(column: Uint32Array, shift: number): Generator<void, Uint32Array> {
  const places = new Uint32Array(DIGITS + 1);
  for (let start = 0; start < column.length; start += A_STEP) {
    const end = Math.min(column.length, start + A_STEP);
    for (let at = start; at < end; at += 1) {
      const digit = ((column[at] ?? 0) >>> shift) & (DIGITS - 1);
      places[digit + 1] = (places[digit + 1] ?? 0) + 1;
    }
    yield;
  }
  for (let digit = 0; digit < DIGITS; digit += 1) {
    places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
  }
  return places;
}
