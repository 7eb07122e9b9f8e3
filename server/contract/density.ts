import * as z from 'zod';

import { BoundingBoxText } from './geo.ts';
import { PointFilter } from './point.ts';

/** Most cells along the longer side of the grid. */
export const DENSITY_CELLS = 96;

export const DensityQuery = PointFilter.extend({ bbox: BoundingBoxText });

/**
 * Density of places in a box of the map by the quartic kernel: every place counts as one, whatever happened there and
 * whoever was met. Persons are never counted.
 */
export const Density = z
  .object({
    /** Places of the filter in the box. */
    places: z.number().int(),
    /** Below this number no density is shown, and where that number comes from. */
    fewest: z.number().int(),
    origin: z.string(),
    /** Radius of the kernel. */
    radiusMetres: z.number(),
    /** Null where there are fewer places than `fewest`. */
    grid: z
      .object({
        columns: z.number().int(),
        rows: z.number().int(),
        /** West, south, east, north; cells are squares of the Mercator map. */
        bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        /** Places per square kilometre; rows from the south, columns from the west. */
        values: z.array(z.number()),
        peak: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'Density' });
export type Density = z.infer<typeof Density>;
