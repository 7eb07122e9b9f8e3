import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { RECURRING, statusOf, SUSPECTED_BIT } from './codes.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { flagsOfLook, lookOf, LOOKS, statusOfLook } from './looks.ts';
import { matchLeaf, type Hits } from './match.ts';
import { compileQuery, mayMatch, type CompiledQuery, type EngineQuery } from './query.ts';
import { keepInside, overlaps, regionBoxes, type Region } from './region.ts';
import { ROW_NUMBERS } from './square-sums.ts';

type RegionParts = ReturnType<typeof regionBoxes>;

/** Counts by position in POINT_STATUSES and POINT_FLAGS. */
export type MatchCounts = { total: number; byStatus: number[]; byFlag: number[] };

export function countMatches(engine: Engine, query: EngineQuery, region: Region = {}): MatchCounts {
  const compiled = compileQuery(engine, query);
  const parts = regionBoxes(region);
  const byLook =
    parts.length === 0 && compiled.looks !== null
      ? countSums(engine, compiled, compiled.looks)
      : countHits(engine, compiled, parts);
  return {
    total: sumWhere(byLook, () => true),
    byStatus: POINT_STATUSES.map((_, status) =>
      sumWhere(byLook, (look) => statusOfLook(look) === status),
    ),
    byFlag: POINT_FLAGS.map((_, flag) =>
      sumWhere(byLook, (look) => (flagsOfLook(look) & (1 << flag)) !== 0),
    ),
  };
}

/** Of what whole blocks add up to. */
function countSums(engine: Engine, query: CompiledQuery, holds: Uint8Array): Uint32Array {
  const byLook = new Uint32Array(LOOKS);
  for (const leaf of engine.leaves) {
    const { rows } = query.sumsOfLeaf(leaf, 'blocks');
    for (let row = 0; row < rows.length; row += ROW_NUMBERS) {
      const packed = rows[row] ?? 0;
      const look = packed >>> 16;
      if (holds[look] === 1) byLook[look] = (byLook[look] ?? 0) + (packed & 0xffff);
    }
  }
  return byLook;
}

function countHits(engine: Engine, query: CompiledQuery, parts: RegionParts): Uint32Array {
  const byLook = new Uint32Array(LOOKS);
  for (const { state, hits } of matches(engine, query, parts)) {
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const look = lookOf(state.states[slot] ?? 0, state.flags[slot] ?? 0);
      byLook[look] = (byLook[look] ?? 0) + 1;
    }
  }
  return byLook;
}

/** Where a page of the list ended. */
export type ListPosition = { urgent: boolean; id: number };

/**
 * Ids that match: the recurring and suspected of the day first, then by id. `next` is what to give as
 * `after` for the following page; null on the last one.
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
  for (const { leaf, state, hits } of matches(engine, compiled, regionBoxes(page))) {
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const urgent =
        statusOf(state.states[slot] ?? 0) === RECURRING ||
        ((state.flags[slot] ?? 0) & SUSPECTED_BIT) !== 0;
      least.offer(rankOf(urgent, leaf.ids[slot] ?? 0));
    }
  }
  const ranks = least.sorted();
  const ids = ranks.slice(0, page.limit).map((rank) => rank % BEHIND);
  const last = ranks[page.limit - 1];
  const next = ranks.length > page.limit && last !== undefined ? last : null;
  return { ids, next: next === null ? null : { urgent: next < BEHIND, id: next % BEHIND } };
}

/** Ranks of points without urgency begin here, behind every id. */
const BEHIND = 2 ** 31;

function rankOf(urgent: boolean, id: number): number {
  return urgent ? id : id + BEHIND;
}

/** Keeps the smallest of many numbers beyond a start, without sorting them all. */
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

function* matches(
  engine: Engine,
  compiled: CompiledQuery,
  parts: RegionParts,
): Generator<{ leaf: Leaf; state: LeafState; hits: Hits }, void> {
  for (const leaf of engine.leaves) {
    if (parts.some((boxes) => !boxes.some((box) => overlaps(leaf, box)))) continue;
    if (!mayMatch(leaf, compiled)) continue;
    const state = compiled.stateOfLeaf(leaf);
    const hits = matchLeaf(leaf, state, compiled, 0, leaf.size);
    for (const boxes of parts) keepInside(leaf, hits, boxes);
    yield { leaf, state, hits };
  }
}

function sumWhere(counts: Uint32Array, holds: (index: number) => boolean): number {
  return counts.reduce((sum, count, index) => (holds(index) ? sum + count : sum), 0);
}
