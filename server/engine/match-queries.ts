import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import {
  BUCKETS,
  RECURRING,
  SUSPECTED_BIT,
  flagsOfBucket,
  bucketOf,
  statusOf,
  statusOfBucket,
} from './codes.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { type Hits, matchLeaf } from './match.ts';
import { compileQuery, mayMatch, type CompiledQuery, type EngineQuery } from './query.ts';
import { ROW_WORDS } from './leaf-scratch.ts';
import { keepInside, mayLieIn, type Region, type RegionPart, regionParts } from './region.ts';

/** Counts by position in POINT_STATUSES and POINT_FLAGS. */
type MatchCounts = { total: number; byStatus: number[]; byFlag: number[] };

export function countMatches(engine: Engine, query: EngineQuery, region: Region = {}): MatchCounts {
  const compiled = compileQuery(engine, query);
  const parts = regionParts(region);
  const byBucket =
    parts.length === 0 && compiled.buckets !== null
      ? countSums(engine, compiled, compiled.buckets)
      : countHits(engine, compiled, parts);
  return countsOf(byBucket);
}

function countsOf(byBucket: Uint32Array): MatchCounts {
  let total = 0;
  const byStatus = POINT_STATUSES.map(() => 0);
  const byFlag = POINT_FLAGS.map(() => 0);
  for (let bucket = 0; bucket < byBucket.length; bucket += 1) {
    const count = byBucket[bucket] ?? 0;
    // Most combinations of status and flags are held by no point.
    if (count === 0) continue;
    total += count;
    const status = statusOfBucket(bucket);
    if (status < byStatus.length) byStatus[status] = (byStatus[status] ?? 0) + count;
    for (let flags = flagsOfBucket(bucket), flag = 0; flags > 0; flags >>>= 1, flag += 1) {
      if ((flags & 1) === 1 && flag < byFlag.length) byFlag[flag] = (byFlag[flag] ?? 0) + count;
    }
  }
  return { total, byStatus, byFlag };
}

/** Counts by bucket from the sums of blocks, without reading points. */
function countSums(engine: Engine, query: CompiledQuery, accepted: Uint8Array): Uint32Array {
  const byBucket = new Uint32Array(BUCKETS);
  for (const leaf of engine.leaves) {
    const { rows } = query.sumsOfLeaf(leaf, 'blocks');
    for (let row = 0; row < rows.length; row += ROW_WORDS) {
      const packed = rows[row] ?? 0;
      const bucket = packed >>> 16;
      if (accepted[bucket] === 1) byBucket[bucket] = (byBucket[bucket] ?? 0) + (packed & 0xffff);
    }
  }
  return byBucket;
}

function countHits(
  engine: Engine,
  query: CompiledQuery,
  parts: readonly RegionPart[],
): Uint32Array {
  const byBucket = new Uint32Array(BUCKETS);
  for (const { state, hits } of matches(engine, query, parts)) {
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const bucket = bucketOf(state.states[slot] ?? 0, state.flags[slot] ?? 0);
      byBucket[bucket] = (byBucket[bucket] ?? 0) + 1;
    }
  }
  return byBucket;
}

/** Sort position of the last point of a page. */
export type ListPosition = { urgent: boolean; id: number };

/**
 * A page of the ids that match: points recurring or suspected on the day first, then by id. Give `next` as `after`
 * for the following page; it is null on the last one.
 */
export function listMatches(
  engine: Engine,
  query: EngineQuery,
  page: Region & { after?: ListPosition | null | undefined; limit: number },
): { ids: number[]; next: ListPosition | null } {
  const after = page.after ?? null;
  const least = new LeastRanks(
    page.limit + 1,
    after === null ? -1 : rankOf(after.urgent, after.id),
  );
  const compiled = compileQuery(engine, query);
  for (const { leaf, state, hits } of matches(engine, compiled, regionParts(page))) {
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const urgent =
        statusOf(state.states[slot] ?? 0) === RECURRING ||
        ((state.flags[slot] ?? 0) & SUSPECTED_BIT) !== 0;
      least.offer(rankOf(urgent, leaf.ids[slot] ?? 0));
    }
  }
  const ranks = least.sorted();
  const ids = ranks.slice(0, page.limit).map((rank) => rank % NOT_URGENT);
  const last = ranks[page.limit - 1];
  const next = ranks.length > page.limit && last !== undefined ? last : null;
  return { ids, next: next === null ? null : { urgent: next < NOT_URGENT, id: next % NOT_URGENT } };
}

/** Added to the rank of points that are not urgent: greater than every id. */
const NOT_URGENT = 2 ** 31;

function rankOf(urgent: boolean, id: number): number {
  return urgent ? id : id + NOT_URGENT;
}

/** Keeps the `most` smallest numbers greater than `after`, without sorting all that are offered. */
class LeastRanks {
  readonly #most: number;
  readonly #after: number;
  #ranks: number[] = [];
  #limit = Infinity;

  constructor(most: number, after: number) {
    this.#most = most;
    this.#after = after;
  }

  offer(rank: number): void {
    if (rank <= this.#after || rank >= this.#limit) return;
    this.#ranks.push(rank);
    if (this.#ranks.length < this.#most * 4 + 64) return;
    this.#ranks = this.sorted();
    this.#limit = this.#ranks.at(-1) ?? Infinity;
  }

  sorted(): number[] {
    return this.#ranks.toSorted((a, b) => a - b).slice(0, this.#most);
  }
}

/** The matches leaf by leaf; the hits are valid until the next leaf. */
export function* matches(
  engine: Engine,
  compiled: CompiledQuery,
  parts: readonly RegionPart[],
): Generator<{ leaf: Leaf; state: LeafState; hits: Hits }, void> {
  for (const leaf of engine.leaves) {
    if (parts.some((part) => !mayLieIn(leaf, part))) continue;
    if (!mayMatch(leaf, compiled)) continue;
    const state = compiled.stateOfLeaf(leaf);
    const hits = matchLeaf(leaf, state, compiled, 0, leaf.size);
    for (const part of parts) keepInside(leaf, hits, part);
    yield { leaf, state, hits };
  }
}
