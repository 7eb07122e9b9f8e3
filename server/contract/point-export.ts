import * as z from 'zod';

import { PointFilter } from './point.ts';
import { PointRegion } from './point-region.ts';

/** Files that points are taken out as; the first is what most people want. */
export const POINT_EXPORT_FORMATS = ['xlsx', 'csv', 'geojson', 'gpkg', 'kml'] as const;
export type PointExportFormat = (typeof POINT_EXPORT_FORMATS)[number];

/** The same filters as of the list, and what the file is for; without a purpose nothing is given. */
export const PointExportQuery = PointFilter.extend({
  ...PointRegion.shape,
  purpose: z.string().trim().normalize('NFC').max(300).optional(),
});
export type PointExportQuery = z.infer<typeof PointExportQuery>;

/** A shorter purpose says nothing. */
export const SHORTEST_PURPOSE = 5;
