import * as z from 'zod';

const Coordinate = z.coerce.number().int().min(0).max(4_194_303);
/** Zoom, column and row of a tile in an address; the row ends in `.mvt`. */
export const TileParameters = z.object({
  z: z.coerce.number().int().min(0).max(22),
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
