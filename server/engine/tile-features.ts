import { TILE_EXTENT } from '#server/contract/tile.ts';

import type { Leaf } from './leaf.ts';
import { GRID_BITS, positionAt } from './grid-positions.ts';

/** Zoom at which a unit of a tile is one grid step. */
const UNITS_ZOOM = GRID_BITS - Math.log2(TILE_EXTENT);
/** Most features of a tile, which a browser can still draw; only a pathological stack of points holds more. */
export const MOST_FEATURES = 20_000;
/** Counts of a cell: eight by position in POINT_STATUSES, then eight by position in POINT_FLAGS. */
export const CELL_COUNTS = 16;
export const FLAG_COUNTS = 8;

/**
 * Features of a tile as columns, because a tile has thousands and a map requests twenty tiles at once. All tiles
 * share the columns: they are valid until the next query.
 */
export type TileFeatures = {
  /** Number of points that match; each is in one feature. */
  total: number;
  count: number;
  /** Position in tile units, 0 to 4095 from the north-western corner. */
  xs: Uint16Array;
  ys: Uint16Array;
  /** Number of points. With 1 the feature is a single point, which the next four columns describe. */
  ns: Uint32Array;
  ids: Int32Array;
  states: Uint8Array;
  flags: Uint8Array;
  classes: Uint8Array;
  /** Cell number: the counts of a cell begin at `cells[i] * CELL_COUNTS` in `counts`. */
  cells: Uint16Array;
  counts: Uint32Array;
};

export function featureColumns(counts: Uint32Array): TileFeatures {
  return {
    total: 0,
    count: 0,
    xs: new Uint16Array(MOST_FEATURES),
    ys: new Uint16Array(MOST_FEATURES),
    ns: new Uint32Array(MOST_FEATURES),
    ids: new Int32Array(MOST_FEATURES),
    states: new Uint8Array(MOST_FEATURES),
    flags: new Uint8Array(MOST_FEATURES),
    classes: new Uint8Array(MOST_FEATURES),
    cells: new Uint16Array(MOST_FEATURES),
    counts,
  };
}

/** Appends a point of a leaf with its state byte and flag bits. */
export function appendPoint(
  features: TileFeatures,
  { leaf, slot }: { leaf: Leaf; slot: number },
  state: number,
  flags: number,
  z: number,
): void {
  const index = features.count;
  const within = (1 << (GRID_BITS - z)) - 1;
  const { x, y } = positionAt(leaf, slot);
  features.xs[index] = tileUnits(x & within, z);
  features.ys[index] = tileUnits(y & within, z);
  features.ns[index] = 1;
  features.ids[index] = leaf.ids[slot] ?? 0;
  features.states[index] = state;
  features.flags[index] = flags;
  features.classes[index] = leaf.classes[slot] ?? 0;
  features.count = index + 1;
}

/** Converts grid steps from the tile's corner to tile units, rounded down, so that a position stays in its cell. */
export function tileUnits(steps: number, z: number): number {
  return z <= UNITS_ZOOM
    ? Math.floor(steps / (1 << (UNITS_ZOOM - z)))
    : Math.floor(steps * (1 << (z - UNITS_ZOOM)));
}
