import { SINGLE_POINTS_ZOOM } from '#server/contract/tile.ts';

import { addHits, addSquares, clearGrid, resetFeatures, appendCells } from './cell-grid.ts';
import type { Engine } from './engine.ts';
import { GRID_BITS, checkTile, comesBefore, positionAt } from './grid-positions.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { type Hits, matchLeaf } from './match.ts';
import { type CompiledQuery, type EngineQuery, compileQuery, mayMatch } from './query.ts';
import { type Squares, squaresForZoom } from './square-sums.ts';
import { MOST_FEATURES, type TileFeatures, appendPoint } from './tile-features.ts';

/** Most single points of a tile below {@link SINGLE_POINTS_ZOOM}; with more, cells stand for them. */
const MOST_SINGLE_POINTS = 2_000;

/**
 * Computes the weighted points of a tile. Every match lies in exactly one tile of each zoom, without a buffer, so that
 * the totals of all tiles of a zoom add up to the number of matches. With more than `most` matches cells stand for
 * them; a cell of one point is that point.
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
  const features = resetFeatures();
  const squares = squaresForZoom(tile.z);
  if (squares !== null && compiled.buckets !== null) {
    features.total = addAllSquares(ranges, tile.z, compiled, squares);
    if (features.total > most) {
      appendCells(features, tile.z);
      return features;
    }
  }
  features.total = appendOrAddHits(
    ranges,
    tile.z,
    compiled,
    features,
    Math.min(most, MOST_FEATURES),
  );
  appendCells(features, tile.z);
  return features;
}

/** Fills the grid from the sums of squares. @returns the number of matches */
function addAllSquares(
  ranges: readonly LeafRange[],
  z: number,
  query: CompiledQuery,
  squares: Squares,
): number {
  clearGrid(query.buckets);
  let total = 0;
  for (const range of ranges) {
    const sums = query.sumsOfLeaf(range.leaf, squares);
    total += addSquares(range, squares, sums, z);
  }
  return total;
}

/** Appends the matches as points, or, when there are more than `most`, fills the grid with them. @returns their number */
function appendOrAddHits(
  ranges: readonly LeafRange[],
  z: number,
  query: CompiledQuery,
  features: TileFeatures,
  most: number,
): number {
  const few: GatheredHits[] = [];
  let total = 0;
  clearGrid(null);
  for (const { leaf, from, to } of ranges) {
    const state = query.stateOfLeaf(leaf);
    const hits = matchLeaf(leaf, state, query, from, to);
    total += hits.count;
    if (total <= most) {
      if (hits.count > 0) few.push(gatherHits(leaf, state, hits));
      continue;
    }
    for (const part of few.splice(0)) addHits(part.leaf, scatterHits(part), part, z);
    addHits(leaf, state, hits, z);
  }
  for (const { leaf, slots, states, flags } of few) {
    for (const [hit, slot] of slots.entries()) {
      appendPoint(features, { leaf, slot }, states[hit] ?? 0, flags[hit] ?? 0, z);
    }
  }
  return total;
}

/** Hits of a leaf with copies of their states and flags, by index of the hit. */
type GatheredHits = Hits & { leaf: Leaf; states: Uint8Array; flags: Uint8Array };

/** Copies the states of the hits out of the state of the leaf, which the next leaf overwrites. */
function gatherHits(leaf: Leaf, state: LeafState, { slots, count }: Hits): GatheredHits {
  const hitSlots = slots.slice(0, count);
  const states = Uint8Array.from(hitSlots, (slot) => state.states[slot] ?? 0);
  const flags = Uint8Array.from(hitSlots, (slot) => state.flags[slot] ?? 0);
  return { leaf, slots: hitSlots, count, states, flags };
}

const SCATTERED = { states: new Uint8Array(0x10000), flags: new Uint8Array(0x10000) };

/** Scatters the states of gathered hits into buffers indexed by slot; other slots are stale. */
function scatterHits({ slots, states, flags }: GatheredHits): LeafState {
  for (const [hit, slot] of slots.entries()) {
    SCATTERED.states[slot] = states[hit] ?? 0;
    SCATTERED.flags[slot] = flags[hit] ?? 0;
  }
  return SCATTERED;
}

export type TileId = { z: number; x: number; y: number };

/** Slots of a leaf that lie in a tile: `from` inclusive, `to` exclusive. */
export type LeafRange = { leaf: Leaf; from: number; to: number };

/** Yields the range of each leaf in a tile: the points of a tile are contiguous in Morton order. */
function* leafRanges(leaves: readonly Leaf[], tile: TileId): Generator<LeafRange, void> {
  const shift = GRID_BITS - tile.z;
  const isBeforeTile = (leaf: Leaf, slot: number) => {
    const { x, y } = positionAt(leaf, slot);
    return comesBefore(x >>> shift, y >>> shift, tile.x, tile.y);
  };
  const isBehindTile = (leaf: Leaf, slot: number) => {
    const { x, y } = positionAt(leaf, slot);
    return comesBefore(tile.x, tile.y, x >>> shift, y >>> shift);
  };
  const first = firstIndex(leaves.length, (index) => {
    const leaf = leaves[index];
    return leaf === undefined || !isBeforeTile(leaf, leaf.size - 1);
  });
  for (let index = first; index < leaves.length; index += 1) {
    const leaf = leaves[index];
    if (leaf === undefined || isBehindTile(leaf, 0)) return;
    // Most leaves lie wholly within: only the first and the last one have to be searched.
    const from = isBeforeTile(leaf, 0)
      ? firstIndex(leaf.size, (slot) => !isBeforeTile(leaf, slot))
      : 0;
    const to = isBehindTile(leaf, leaf.size - 1)
      ? firstIndex(leaf.size, (slot) => isBehindTile(leaf, slot))
      : leaf.size;
    if (from < to) yield { leaf, from, to };
  }
}

/** First index at which a monotonic condition becomes true (binary search); `length` if it never does. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
