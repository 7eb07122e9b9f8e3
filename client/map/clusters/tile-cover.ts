import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import { SINGLE_POINTS_ZOOM } from '#server/contract/tile.ts';

export type TileAddress = { z: number; x: number; y: number };

// A tile's grid of 4096 stays finer than a pixel for three zooms beyond its own.
const ZOOMS_A_STEP = 3;
const FIRST_STEP = 7;

/** Longitude and latitude (degrees) to the unit square of web mercator, y downwards. */
export function toUnit([longitude, latitude]: LonLat): [number, number] {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
  return [longitude / 360 + 0.5, Math.min(1, Math.max(0, y))];
}

/** The inverse of {@link toUnit}. */
export function fromUnit(x: number, y: number): LonLat {
  const latitude = (360 * Math.atan(Math.exp((1 - y * 2) * Math.PI))) / Math.PI - 90;
  return [x * 360 - 180, latitude];
}

/**
 * The level of the tiles that are asked for first at a zoom: while they hold single points only,
 * they serve the next zooms as well, and a small register needs one request for three zooms.
 */
export function stepLevel(zoom: number): number {
  const steps = Math.floor((Math.floor(zoom) - FIRST_STEP) / ZOOMS_A_STEP);
  const level = FIRST_STEP + Math.max(0, steps) * ZOOMS_A_STEP;
  return Math.min(level, SINGLE_POINTS_ZOOM);
}

/** The levels that a device keeps and that may serve a zoom: the next finer one first, then ever coarser ones. */
export function keptLevels(zoom: number): number[] {
  const finest = Math.min(stepLevel(zoom) + ZOOMS_A_STEP, SINGLE_POINTS_ZOOM);
  const steps = Math.floor((finest - FIRST_STEP) / ZOOMS_A_STEP);
  return Array.from({ length: steps + 1 }, (_, step) => finest - step * ZOOMS_A_STEP);
}

/** The level at which tiles with cells fit a zoom best. */
export function exactLevel(zoom: number): number {
  return Math.min(Math.max(Math.floor(zoom), FIRST_STEP), SINGLE_POINTS_ZOOM);
}

/** The tiles of a level that touch a box, row by row. */
export function coverTiles(box: BoundingBox, level: number): TileAddress[] {
  const size = 2 ** level;
  const index = (unit: number) => Math.min(size - 1, Math.max(0, Math.floor(unit * size)));
  const [west, north] = toUnit([box[0], box[3]]);
  const [east, south] = toUnit([box[2], box[1]]);
  const tiles: TileAddress[] = [];
  for (let y = index(north); y <= index(south); y += 1) {
    for (let x = index(west); x <= index(east); x += 1) tiles.push({ z: level, x, y });
  }
  return tiles;
}

/** A box grown on all sides by pixels of the zoom, so that marks at the edge keep their neighbours. */
export function growBox(box: BoundingBox, zoom: number, pixels: number): BoundingBox {
  const degrees = (pixels * 360) / (512 * 2 ** zoom);
  return [box[0] - degrees, box[1] - degrees, box[2] + degrees, box[3] + degrees];
}
