import { GRID_BITS, unpackPositions } from './grid-positions.ts';
import type { Engine } from './engine.ts';
import { matches } from './match-queries.ts';
import { compileQuery, type EngineQuery } from './query.ts';

/** A raster over a part of the map, in steps of the grid; `left` and `top` are its north-western corner. */
export type Raster = { left: number; top: number; side: number; columns: number; rows: number };

const XS = new Uint32Array(0x10000);
const YS = new Uint32Array(0x10000);
export const GRID_STEPS = 2 ** GRID_BITS;

/**
 * Counts the matching points in each cell of a raster; rows from the north, columns from the west. Yields after each
 * leaf; all leaves are read as they were at the first one.
 */
export function* countCells(
  engine: Engine,
  query: EngineQuery,
  raster: Raster,
): Generator<void, Uint32Array> {
  const { left, top, side, columns, rows } = raster;
  const counts = new Uint32Array(columns * rows);
  const box = { minX: left, minY: top, maxX: left + columns * side, maxY: top + rows * side };
  const parts = [{ boxes: [box], ring: null, ids: null }];
  for (const { leaf, hits } of matches(engine, compileQuery(engine, query), parts)) {
    unpackPositions(leaf, XS, YS);
    for (let hit = 0; hit < hits.count; hit += 1) {
      const slot = hits.slots[hit] ?? 0;
      const column = Math.floor(((XS[slot] ?? 0) - left) / side);
      const row = Math.floor(((YS[slot] ?? 0) - top) / side);
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const cell = row * columns + column;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    yield;
  }
  return counts;
}
