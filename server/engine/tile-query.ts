import { SINGLE_POINTS_ZOOM, TILE_EXTENT, type TilePoint } from '#server/contract/tile.ts';

import { CellGrid, type CellSum } from './cell-grid.ts';
import { cycleOf, statusOf } from './codes.ts';
import type { Engine } from './engine.ts';
import type { LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { matchLeaf, type Hits } from './match.ts';
import { checkTile, GRID_BITS } from './mercator.ts';
import { positionAt } from './positions.ts';
import { compileQuery, mayMatch, type EngineQuery } from './query.ts';
import { leafRanges, type TileId } from './tile-range.ts';

/** Position in the tile, 0 to 4095 from its north-western corner. */
type TilePosition = { x: number; y: number };
export type PointFeature = TilePosition & { point: TilePoint };
/** One weighted point for all of a cell, with counts by position in POINT_STATUSES and POINT_FLAGS. */
export type CellFeature = TilePosition & {
  n: number;
  byStatus: readonly number[];
  byFlag: readonly number[];
};
export type TileFeature = PointFeature | CellFeature;
export type TileResult = { total: number; features: TileFeature[] };

/** Single points that a tile may hold. */
const MOST_SINGLE_POINTS = 2_000;
/** From {@link SINGLE_POINTS_ZOOM} on: what a browser still draws; only a pathological stack holds more. */
const MOST_POINTS_CLOSE_UP = 20_000;

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
  most = tile.z >= SINGLE_POINTS_ZOOM ? MOST_POINTS_CLOSE_UP : MOST_SINGLE_POINTS,
): TileResult {
  checkTile(tile.z, tile.x, tile.y);
  const compiled = compileQuery(engine, query);
  const few: { leaf: Leaf; state: LeafState; hits: Hits }[] = [];
  let grid: CellGrid | null = null;
  let total = 0;
  for (const { leaf, from, to } of leafRanges(engine.leaves, tile)) {
    if (!mayMatch(leaf, compiled)) continue;
    const state = compiled.stateOfLeaf(leaf);
    const hits = matchLeaf(leaf, state, compiled, from, to);
    total += hits.count;
    if (total <= most) {
      few.push({
        leaf,
        state,
        hits: { slots: hits.slots.slice(0, hits.count), count: hits.count },
      });
      continue;
    }
    if (grid === null) {
      grid = new CellGrid(tile.z);
      for (const part of few) grid.add(part.leaf, part.state, part.hits);
    }
    grid.add(leaf, state, hits);
  }
  const features =
    grid === null
      ? few.flatMap((part) => pointsOf(part, tile.z))
      : grid.sums().map((sum) => cellFeature(sum, tile.z, compiled.stateOfLeaf));
  return { total, features };
}

function pointsOf(part: { leaf: Leaf; state: LeafState; hits: Hits }, z: number): PointFeature[] {
  return Array.from(part.hits.slots, (slot) => pointFeature(part.leaf, part.state, slot, z));
}

function pointFeature(leaf: Leaf, state: LeafState, slot: number, z: number): PointFeature {
  const within = 2 ** (GRID_BITS - z) - 1;
  const packed = state.states[slot] ?? 0;
  const pointClass = leaf.classes[slot] ?? 0;
  const { x, y } = positionAt(leaf, slot);
  return {
    x: tileUnits(x & within, z),
    y: tileUnits(y & within, z),
    point: {
      id: leaf.ids[slot] ?? 0,
      status: statusOf(packed),
      flags: state.flags[slot] ?? 0,
      cycle: cycleOf(packed),
      category: pointClass >>> 1,
      kind: pointClass & 1,
    },
  };
}

function cellFeature(sum: CellSum, z: number, stateOfLeaf: (leaf: Leaf) => LeafState): TileFeature {
  if (sum.n === 1) return pointFeature(sum.leaf, stateOfLeaf(sum.leaf), sum.slot, z);
  const { n, byStatus, byFlag } = sum;
  return { x: tileUnits(sum.middleX, z), y: tileUnits(sum.middleY, z), n, byStatus, byFlag };
}

/** Grid steps from the tile's corner in units of the tile, rounded down so that cells keep their own. */
function tileUnits(steps: number, z: number): number {
  return Math.floor((steps * TILE_EXTENT) / 2 ** (GRID_BITS - z));
}
