import * as z from 'zod';

import { ImportedFile } from './imported-file.ts';
import { IsoInstant } from './time.ts';

export const OSM_FORMATS = ['overpass', 'xml', 'pbf'] as const;

/** One version of data made of an OSM file, with what was in force before it; roads and ground have a report beside. */
export const OsmVersion = z.object({
  id: z.number().int(),
  ...ImportedFile.shape,
  format: z.enum(OSM_FORMATS),
  importedBy: z.string().nullable(),
  importedAt: IsoInstant,
  active: z.boolean(),
  previousId: z.number().int().nullable(),
});
