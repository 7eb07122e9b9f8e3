import * as z from 'zod';

import { LonLat } from './geo.ts';
import { ImportedFile } from './imported-file.ts';
import { TABLE_FORMATS } from './table-format.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Meanings that a column of a table may have; an OSM file needs no mapping. */
export const GAZETTEER_FIELDS = [
  'longitude',
  'latitude',
  'coordinates',
  'name',
  'address',
  'street',
  'houseNumber',
  'alleys',
  'locality',
  'errorMetres',
] as const;
export const GazetteerField = z.enum(GAZETTEER_FIELDS).meta({ id: 'GazetteerField' });
export type GazetteerField = z.infer<typeof GazetteerField>;

/** Places of columns, from 0. */
export const GazetteerColumns = z
  .partialRecord(GazetteerField, z.number().int().min(0).max(199))
  .meta({ id: 'GazetteerColumns' });
export type GazetteerColumns = z.infer<typeof GazetteerColumns>;

export const GAZETTEER_FORMATS = [...TABLE_FORMATS, 'overpass', 'xml', 'pbf'] as const;

export const GazetteerReport = z
  .object({
    /** Rows of a table, or nodes and ways of an OSM file. */
    elements: z.number().int(),
    entries: z.number().int(),
    doors: z.number().int(),
    /** Stretches of streets drawn as lines. */
    streets: z.number().int(),
    places: z.number().int(),
    /** Names of streets, each counted once. */
    streetNames: z.number().int(),
    /** Rows that were left out, by the reason; the first lines of each. */
    refused: z.array(
      z.object({ code: z.string(), count: z.number().int(), lines: z.array(z.number().int()) }),
    ),
    /** West, south, east, north; null without entries. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  })
  .meta({ id: 'GazetteerReport' });
export type GazetteerReport = z.infer<typeof GazetteerReport>;

export const Gazetteer = z
  .object({
    id: z.number().int(),
    ...ImportedFile.shape,
    format: z.enum(GAZETTEER_FORMATS),
    errorMetres: z.number(),
    report: GazetteerReport,
    importedBy: z.string().nullable(),
    importedAt: IsoInstant,
    /** Put aside: not searched any more, and can be taken back. */
    withdrawnAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Gazetteer' });
export type Gazetteer = z.infer<typeof Gazetteer>;
export const GazetteerList = z.object({
  items: z.array(Gazetteer),
  /** Host of the service outside that may be asked; null when none is configured. */
  service: z.string().nullable(),
});

const Text = z.string().trim().normalize('NFC');
const UploadedFile = z.file().min(1).meta({ type: 'string', format: 'binary' });
const ColumnsText = z
  .string()
  .max(2_000)
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === '') return null;
    try {
      return GazetteerColumns.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'columns' });
      return z.NEVER;
    }
  });

/** The parts of a multipart body: the file, and which column is what (JSON of {@link GazetteerColumns}). */
export const GazetteerReadForm = z.object({
  file: UploadedFile,
  columns: ColumnsText,
  /** Error of the positions of the file, metres. */
  errorMetres: z.coerce.number().min(0).max(5_000).default(20),
});
export const GazetteerImportForm = GazetteerReadForm.extend({
  source: Text.min(2).max(300),
  sourceDate: IsoDate.optional(),
  licence: Text.max(300).optional(),
});

/** One entry as it would be searched. */
export const GazetteerSample = z.object({
  name: z.string().nullable(),
  street: z.string().nullable(),
  houseNumber: z.string().nullable(),
  alleys: z.string().nullable(),
  locality: z.string().nullable(),
  position: LonLat,
});

/** Preview of an import; nothing was written. */
export const GazetteerPreview = z
  .object({
    format: z.enum(GAZETTEER_FORMATS),
    /** Headings of a table; empty for an OSM file. */
    header: z.array(z.string()),
    columns: GazetteerColumns,
    /** Fields that must still be mapped. */
    missing: z.array(GazetteerField),
    report: GazetteerReport,
    samples: z.array(GazetteerSample),
  })
  .meta({ id: 'GazetteerPreview' });
export type GazetteerPreview = z.infer<typeof GazetteerPreview>;
