import { SINGLE_POINTS_ZOOM } from '#server/contract/tile.ts';

import { addHits, addSquares, clearGrid, noFeatures, putCells } from './cell-grid.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { matchLeaf, type Hits } from './match.ts';
import { checkTile } from './mercator.ts';
import { compileQuery, mayMatch, type CompiledQuery, type EngineQuery } from './query.ts';
import { squaresOf, type Squares } from './square-sums.ts';
import { MOST_FEATURES, putPoint, type TileFeatures } from './tile-features.ts';
import { leafRanges, type LeafRange, type TileId } from './tile-range.ts';

/** Single points that a tile may hold; from {@link SINGLE_POINTS_ZOOM} on all that a tile can. */
const MOST_SINGLE_POINTS = 2_000;

/**
 * The weighted points of a tile. Every match lies in exactly one tile of each zoom, without a buffer,
 * so that the totals of all tiles of a zoom add up to the number of matches. With more than `most`
 * matches cells stand for them; a cell of one point is that point.
 * @throws {RangeError} when there is no such tile.
 */
export function queryTile(
  engine: Engine,
  tile: TileId,
  query: EngineQuery,
  most = tile.z >= SINGLE_POINTS_ZOOM ? MOST_FEATURES : MOST_SINGLE_POINTS,
): TileFeatures {
  checkTile(tile.z, tile.x, tile.y);
  const compiled = compileQuery(engine, query);
  const ranges = [...leafRanges(engine.leaves, tile)].filter(({ leaf }) =>
    mayMatch(leaf, compiled),
  );
  const features = noFeatures();
  const squares = squaresOf(tile.z);
  if (squares !== null && compiled.looks !== null) {
    features.total = gridSquares(ranges, tile.z, compiled, squares);
    if (features.total > most) {
      putCells(features, tile.z);
      return features;
    }
  }
  features.total = gridHits(ranges, tile.z, compiled, features, Math.min(most, MOST_FEATURES));
  putCells(features, tile.z);
  return features;
}

/** Adds up what the leaves hold square by square, whichever few or many points that are. */
function gridSquares(
  ranges: readonly LeafRange[],
  z: number,
  query: CompiledQuery,
  squares: Squares,
): number {
  clearGrid(query.looks);
  let total = 0;
  for (const range of ranges) {
    const sums = query.sumsOfLeaf(range.leaf, squares);
    total += addSquares(range, squares, sums, z);
  }
  return total;
}

/** Appends the points while they are few, and leaves all of them in the grid where they are many. */
function gridHits(
  ranges: readonly LeafRange[],
  z: number,
  query: CompiledQuery,
  features: TileFeatures,
  most: number,
): number {
  const few: FewHits[] = [];
  let total = 0;
  clearGrid(null);
  for (const { leaf, from, to } of ranges) {
    const state = query.stateOfLeaf(leaf);
    const hits = matchLeaf(leaf, state, query, from, to);
    total += hits.count;
    if (total <= most) {
      if (hits.count > 0) few.push(fewHits(leaf, state, hits));
      continue;
    }
    for (const part of few.splice(0)) addHits(part.leaf, spread(part), part, z);
    addHits(leaf, state, hits, z);
  }
  for (const { leaf, slots, states, flags } of few) {
    for (const [hit, slot] of slots.entries()) {
      putPoint(features, { leaf, slot }, states[hit] ?? 0, flags[hit] ?? 0, z);
    }
  }
  return total;
}

/** Hits of a leaf with what they show, each by its place among them. */
type FewHits = Hits & { leaf: Leaf; states: Uint8Array; flags: Uint8Array };

/** What the state of a leaf says of some hits: it holds no longer than until the next leaf's. */
function fewHits(leaf: Leaf, state: LeafState, { slots, count }: Hits): FewHits {
  const own = slots.slice(0, count);
  const states = Uint8Array.from(own, (slot) => state.states[slot] ?? 0);
  const flags = Uint8Array.from(own, (slot) => state.flags[slot] ?? 0);
  return { leaf, slots: own, count, states, flags };
}

const SPREAD = { states: new Uint8Array(0x10000), flags: new Uint8Array(0x10000) };

/** The same by slot, as the state of a leaf has it; of other points it says nothing. */
function spread({ slots, states, flags }: FewHits): LeafState {
  for (const [hit, slot] of slots.entries()) {
    SPREAD.states[slot] = states[hit] ?? 0;
    SPREAD.flags[slot] = flags[hit] ?? 0;
  }
  return SPREAD;
}
