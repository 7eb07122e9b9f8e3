import * as z from 'zod';

import { OsmVersion } from './osm-version.ts';

/**
 * Layers of a tile of the ground (MVT 2.1, extent {@link TILE_EXTENT}) with the values that `class` may have. Streets,
 * waterways and labels may have a `name`, streets `bridge` and `tunnel` (1), labels a `rank` (0 is the largest).
 * Buildings have no attribute at all.
 */
export const GROUND_LAYERS = {
  land: ['built', 'green'],
  water: ['water'],
  waterways: ['river', 'canal', 'stream'],
  rail: ['rail', 'light'],
  buildings: [],
  streets: [
    'path',
    'service',
    'residential',
    'tertiary',
    'secondary',
    'primary',
    'trunk',
    'motorway',
  ],
  labels: ['water', 'quarter'],
} as const;
export type GroundLayer = keyof typeof GROUND_LAYERS;

/** Tiles are made for these zooms; maps draw the last one larger. */
export const GROUND_ZOOMS = { first: 6, last: 15 } as const;
/** Longest tile of the ground, gzipped. */
export const MOST_GROUND_TILE_BYTES = 60_000;

const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const GroundReport = z
  .object({
    /** Count of shapes by layer, as the file has them. */
    shapes: z.record(z.string(), z.number().int()),
    /** Count of different names that are shown. */
    names: z.number().int(),
    /** Count of names that were left out: they name a home, a business, a health or outreach site, or are no name. */
    namesLeftOut: z.number().int(),
    /** Ways and areas of which the file lacks nodes; they end where the extract was cut. */
    cutWays: z.number().int(),
    /** Tiles by zoom: their count, the bytes of the largest, and how many had to leave small things out. */
    zooms: z.array(
      z.object({
        zoom: z.number().int(),
        tiles: z.number().int(),
        bytes: z.number().int(),
        largestBytes: z.number().int(),
        trimmedTiles: z.number().int(),
      }),
    ),
    /** West, south, east, north. */
    bounds: Bounds,
  })
  .meta({ id: 'GroundReport' });
export type GroundReport = z.infer<typeof GroundReport>;

/** One ground of the map: the tiles made of one file. */
export const Ground = OsmVersion.extend({ report: GroundReport }).meta({ id: 'Ground' });
export type Ground = z.infer<typeof Ground>;

/** The ground in force, as the client needs it to draw a map. */
export const GroundInForce = z.object({
  /** Changes with the content of the tiles; goes into their address as `v`, so that browsers may keep them. */
  version: z.string(),
  /** Plain text: source and licence. */
  attribution: z.string(),
  minzoom: z.number().int(),
  maxzoom: z.number().int(),
  /** West, south, east, north. */
  bounds: Bounds,
});
export type GroundInForce = z.infer<typeof GroundInForce>;
