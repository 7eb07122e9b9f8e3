/**
 * Layer of a vector tile of points (MVT 2.1, one layer, extent 4096). A feature is either one point or one cell
 * that stands for many; `n` tells them apart: it is absent on a point.
 */
export const POINTS_LAYER = 'points';
export const TILE_EXTENT = 4096;
/**
 * A tile is divided into 32 × 32 cells: 16 pixels of a tile drawn at 512, a third of the distance within which the
 * map makes one mark of several. A cell is hence a tile by itself, five zooms nearer.
 */
export const CELL_ZOOMS = 5;

/** A single point. */
export type TilePoint = {
  /** Travels as the feature's id and not among its properties. */
  id: number;
  /** Position in POINT_STATUSES. */
  status: number;
  /** Bit n is the nth of POINT_FLAGS. */
  flags: number;
  /** Number of the current cycle; recurrences are one fewer. */
  cycle: number;
  /** `number` of the category. */
  category: number;
  /** Position in ['business', 'public_area']. */
  kind: number;
};

/** Properties of a cell: how many points it stands for, in all, by status and by flag; zero counts are absent. */
export type TileCell = {
  n: number;
  /** Count of the points of the status at that position of POINT_STATUSES. */
  [status: `s${number}`]: number | undefined;
  /** Count of the points with the flag at that position of POINT_FLAGS. */
  [flag: `f${number}`]: number | undefined;
};

export function isTileCell(properties: object): properties is TileCell {
  return 'n' in properties;
}

/** From this zoom on every point stands for itself, up to 20,000 in a tile. */
export const SINGLE_POINTS_ZOOM = 16;
/** From this zoom on lines and areas are shown in their true shape. */
export const TRUE_SHAPE_ZOOM = 14;
