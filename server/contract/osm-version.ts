import * as z from 'zod';

import { IsoDate, IsoInstant } from './time.ts';

export const OSM_FORMATS = ['overpass', 'xml', 'pbf'] as const;

/** One version of data made of an OSM file, with what was in force before it; roads and ground have a report beside. */
export const OsmVersion = z.object({
  id: z.number().int(),
  source: z.string(),
  sourceDate: IsoDate.nullable(),
  licence: z.string().nullable(),
  fileName: z.string(),
  /** SHA-256 of the file, hexadecimal. */
  fileHash: z.string(),
  format: z.enum(OSM_FORMATS),
  importedBy: z.string().nullable(),
  importedAt: IsoInstant,
  active: z.boolean(),
  previousId: z.number().int().nullable(),
});
