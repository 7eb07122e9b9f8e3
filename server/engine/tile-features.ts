import { TILE_EXTENT } from '#server/contract/tile.ts';

import type { Leaf } from './leaf.ts';
import { GRID_BITS } from './mercator.ts';
import { positionAt } from './positions.ts';

/** The zoom at which a unit of the tile is a step of the grid. */
const UNITS_ZOOM = GRID_BITS - Math.log2(TILE_EXTENT);
/** From the zoom of single points on: what a browser still draws; only a pathological stack holds more. */
export const MOST_FEATURES = 20_000;
/** Counts of a cell: eight by position in POINT_STATUSES, then eight by position in POINT_FLAGS. */
export const CELL_COUNTS = 16;
export const FLAG_COUNTS = 8;

/**
 * The features of a tile in columns, because a tile has thousands and a map asks for twenty tiles at once.
 * Valid until the next tile is asked for: the columns are those of every tile.
 */
export type TileFeatures = {
  /** Points that match, each in one feature. */
  total: number;
  count: number;
  /** Position in the tile, 0 to 4095 from its north-western corner. */
  xs: Uint16Array;
  ys: Uint16Array;
  /** Points of a cell; 1: a single point, which the four columns that follow describe. */
  ns: Uint32Array;
  ids: Int32Array;
  states: Uint8Array;
  flags: Uint8Array;
  classes: Uint8Array;
  /** Of a cell: which {@link CELL_COUNTS} of `counts` are its own. */
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

/** Appends a point of a leaf with what it shows: its state byte and its flag bits. */
export function putPoint(
  features: TileFeatures,
  { leaf, slot }: { leaf: Leaf; slot: number },
  state: number,
  flags: number,
  z: number,
): void {
  const at = features.count;
  const within = (1 << (GRID_BITS - z)) - 1;
  const { x, y } = positionAt(leaf, slot);
  features.xs[at] = tileUnits(x & within, z);
  features.ys[at] = tileUnits(y & within, z);
  features.ns[at] = 1;
  features.ids[at] = leaf.ids[slot] ?? 0;
  features.states[at] = state;
  features.flags[at] = flags;
  features.classes[at] = leaf.classes[slot] ?? 0;
  features.count = at + 1;
}

/** Grid steps from the tile's corner in units of the tile, rounded down so that cells keep their own. */
export function tileUnits(steps: number, z: number): number {
  return z <= UNITS_ZOOM
    ? Math.floor(steps / (1 << (UNITS_ZOOM - z)))
    : Math.floor(steps * (1 << (z - UNITS_ZOOM)));
}
