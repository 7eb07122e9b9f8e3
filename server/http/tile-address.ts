import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';

const Coordinate = z.coerce.number().int().min(0).max(4_194_303);
/** Largest zoom of all tiles. */
const LARGEST_ZOOM = 22;

/** Refuses a tile that lies outside the grid: `tile.out_of_range`. */
export function refuseOutsideGrid(place: { z: number; x: number; y: number }): void {
  if (place.z > LARGEST_ZOOM || Math.max(place.x, place.y) >= 2 ** place.z) {
    throw new AppError('tile.out_of_range');
  }
}

/** Zoom, column and row of a tile in an address; the row ends in `.mvt`. */
export const TileParameters = z.object({
  z: z.coerce.number().int().min(0).max(99),
  x: Coordinate,
  // The extension belongs to the last part of the address.
  y: z
    .string()
    .regex(/^\d{1,7}\.mvt$/)
    .transform((text) => Number.parseInt(text, 10)),
});

/** Description of tiles for a map: https://github.com/mapbox/tilejson-spec/tree/master/3.0.0 */
export const TileJson = z
  .object({
    tilejson: z.literal('3.0.0'),
    name: z.string(),
    attribution: z.string().optional(),
    tiles: z.array(z.string()),
    minzoom: z.number(),
    maxzoom: z.number(),
    bounds: z.array(z.number()),
    vector_layers: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.string()) })),
  })
  .meta({ id: 'TileJson' });
