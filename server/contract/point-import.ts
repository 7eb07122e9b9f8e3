import * as z from 'zod';

import { AddressChoice, AddressReview, MOST_ADDRESSED_ROWS } from './address-review.ts';
import { Epsg, SystemSuggestion } from './boundary.ts';
import { LonLat } from './geo.ts';
import { DuplicateChoices, PossibleDuplicate } from './import-duplicate.ts';
import { UnknownWord } from './import-word.ts';
import { PersonalDataMark } from './personal-data-mark.ts';
import { PointKind } from './point.ts';
import { TABLE_FORMATS, TableWarning } from './table-format.ts';
import { IsoDate } from './time.ts';

/** Meanings that a column of a table may have. */
export const IMPORT_FIELDS = [
  'externalId',
  'officialName',
  'aliases',
  'kind',
  'category',
  'longitude',
  'latitude',
  'coordinates',
  'wkt',
  'address',
  'communeCode',
  'communeName',
  'status',
  'listedOn',
  'eliminatedOn',
  'handedOverOn',
  'documentNumber',
  'note',
  'locationErrorMetres',
] as const;
export const ImportField = z.enum(IMPORT_FIELDS).meta({ id: 'ImportField' });
export type ImportField = z.infer<typeof ImportField>;

/**
 * The statuses that a table can state: a recurrence needs a person and a ground, and a
 * delisting a decision, so those two are recorded on the point itself and not by a column.
 */
export const ImportStatus = z.enum(['proposed', 'active', 'eliminated', 'handed_over']);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** Readings of a position that are right only if the user says so. */
export const CONSENT_CODES = [
  'import.coordinates_swapped',
  'import.coordinates_vn2000',
  'import.outside_city',
  'import.address_commune',
] as const;
export const ConsentCode = z.enum(CONSENT_CODES);
export type ConsentCode = z.infer<typeof ConsentCode>;

/** Plane grids of VN-2000 in use: `tm3-<central meridian>` (k 0.9999) and the two UTM zones (k 0.9996). */
export const Vn2000Grid = z.string().regex(/^(tm3-\d{3}(\.\d{1,2})?|utm-4[89])$/);
export type Vn2000Grid = z.infer<typeof Vn2000Grid>;

export const MAXIMUM_IMPORT_COLUMNS = 200;
export const MAXIMUM_IMPORT_ROWS = 100_000;

/** Meaning of each column, defaults for empty cells, and consents of the user. */
export const ImportMapping = z
  .object({
    columns: z.partialRecord(
      ImportField,
      z
        .number()
        .int()
        .min(0)
        .max(MAXIMUM_IMPORT_COLUMNS - 1),
    ),
    defaults: z
      .object({
        category: z
          .string()
          .regex(/^[A-Z][A-Z-]{0,9}$/)
          .nullable()
          .default(null),
        status: ImportStatus.default('proposed'),
        listedOn: IsoDate.nullable().default(null),
        documentNumber: z.string().trim().normalize('NFC').min(1).max(100).nullable().default(null),
      })
      .prefault({}),
    consents: z.array(ConsentCode).default([]),
    /** Grid of positions in metres; null: the city's own (TM-3, 105°) is assumed first. */
    grid: Vn2000Grid.nullable().default(null),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;

export const ImportSeverity = z.enum(['error', 'needs_consent']);

/** Every reason why a row is not written as it stands; the catalogue has a sentence for each. */
export const ROW_PROBLEM_CODES = [
  ...CONSENT_CODES,
  'import.address_several',
  'import.address_not_found',
  'import.address_left_out',
  'import.too_many_addresses',
  'import.coordinates_missing',
  'import.coordinates_zero',
  'import.coordinates_unreadable',
  'import.coordinates_vn2000_unplaced',
  'import.outside_country',
  'import.geometry_broken',
  'import.name_missing',
  'import.name_too_short',
  'import.text_too_long',
  'import.too_many_aliases',
  'import.category_missing',
  'import.category_unknown',
  'import.kind_unknown',
  'import.kind_contradicts_category',
  'import.status_unknown',
  'import.status_not_importable',
  'import.date_unreadable',
  'import.date_in_future',
  'import.date_order',
  'import.date_missing_for_status',
  'import.date_contradicts_status',
  'import.commune_code_unreadable',
  'import.location_error_unreadable',
  'import.duplicate_row',
  'import.possible_duplicate',
  'import.duplicate_left_out',
  'text.personal_data',
] as const;
export const RowProblemCode = z.enum(ROW_PROBLEM_CODES);
export type RowProblemCode = z.infer<typeof RowProblemCode>;

/** Assumptions with which a position in metres was read. */
export const GridAssumption = z.object({
  grid: Vn2000Grid,
  /** The table gave the northing where the longitude is expected (the custom of land surveyors). */
  northingFirst: z.boolean(),
  /** Other grids that would also put the position inside the city, and where. */
  alternatives: z.array(z.object({ grid: Vn2000Grid, position: LonLat })),
});
export type GridAssumption = z.infer<typeof GridAssumption>;

/** The grid that puts most rows in metres into the commune that they name: `agreeing` of the `named` rows tried. */
export const LikelyGrid = z.object({
  grid: Vn2000Grid,
  /** Other grids with as many agreeing rows: the two of one meridian lie some hundred metres apart. */
  rivals: z.array(Vn2000Grid),
  agreeing: z.number().int(),
  named: z.number().int(),
});
export type LikelyGrid = z.infer<typeof LikelyGrid>;

/** One thing wrong with one row. `line` is the physical line (CSV), row (XLSX) or number of the feature (map files). */
export const RowProblem = z
  .object({
    line: z.number().int(),
    field: ImportField,
    /** Heading of the column; null when no column is mapped to the field. */
    column: z.string().nullable(),
    code: RowProblemCode,
    severity: ImportSeverity,
    /** Content of the cell, cut to 200 characters. */
    value: z.string().nullable(),
    /** Position that the row would be given if the user agreed. */
    suggestion: LonLat.optional(),
    assumption: GridAssumption.optional(),
    marks: z.array(PersonalDataMark).optional(),
    /** Line of the earlier row that this one repeats. */
    otherLine: z.number().int().optional(),
  })
  .meta({ id: 'RowProblem' });
export type RowProblem = z.infer<typeof RowProblem>;

export const ImportCounts = z.object({
  rows: z.number().int(),
  ready: z.number().int(),
  needsConsent: z.number().int(),
  refused: z.number().int(),
  /** Numbers of the ready rows: not yet in the register, there but different, there and the same. */
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
});

/** A row as it would be written, short enough for a list and a map. */
export const ImportPreviewRow = z.object({
  line: z.number().int(),
  officialName: z.string(),
  kind: PointKind,
  category: z.string(),
  status: ImportStatus,
  position: LonLat,
});

export const ImportPreview = z
  .object({
    fileName: z.string(),
    format: z.enum(TABLE_FORMATS),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    /** Layer of a map file and its coordinate system, where the file says so. */
    layer: z.string().nullable(),
    coordinateSystem: z.string().nullable(),
    /** Systems to try where the one that was read is missing or doubtful, the likeliest first; empty otherwise. */
    systemSuggestions: z.array(SystemSuggestion),
    warnings: z.array(TableWarning),
    header: z.array(z.string()),
    headerSignature: z.string(),
    mapping: ImportMapping,
    mappingOrigin: z.enum(['given', 'remembered', 'guessed']),
    /** Fields that must still be mapped before anything can be written. */
    missingFields: z.array(ImportField),
    cells: z.array(z.object({ line: z.number().int(), cells: z.array(z.string().nullable()) })),
    rows: z.array(ImportPreviewRow),
    problems: z.array(RowProblem),
    problemCounts: z.array(z.object({ code: RowProblemCode, count: z.number().int() })),
    counts: ImportCounts,
    addresses: AddressReview,
    likelyGrid: LikelyGrid.nullable(),
    /** Words for categories that nobody knows. */
    unknownWords: z.array(UnknownWord),
    /** Rows that may be places that are there already: the first of `duplicateCount`. */
    duplicates: z.array(PossibleDuplicate),
    duplicateCount: z.number().int(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A field of a form that holds JSON; `absent` is what it means where it is left out. */
function jsonField<Schema extends z.ZodType, Absent>(schema: Schema, most: number, absent: Absent) {
  return z
    .string()
    .max(most)
    .optional()
    .transform((text, context): z.infer<Schema> | Absent => {
      if (text === undefined || text === '') return absent;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: 'json' });
        return z.NEVER;
      }
    });
}

/** The file, its layer and system, how to read it, and what was decided about its rows; the last three are JSON. */
export const ImportForm = z.object({
  file: z.instanceof(File).meta({ type: 'string', format: 'binary' }),
  /** The layer to read, where a map file holds several. */
  layer: z.string().trim().max(300).optional(),
  /** EPSG number of a map file's coordinate system; overrides what the file says. */
  sourceSrid: Epsg.optional(),
  mapping: jsonField(ImportMapping, 20_000, null),
  choices: jsonField(z.array(AddressChoice).max(MOST_ADDRESSED_ROWS), 1_000_000, []),
  /** Decisions about rows that may be places that are there already. */
  duplicates: jsonField(DuplicateChoices, 1_000_000, []),
});

/** Result of an import, in rows. */
export const ImportResult = z
  .object({
    runId: z.number().int(),
    added: z.number().int(),
    unchanged: z.number().int(),
    /** In the register under the same identity but different there: left as they are. */
    changed: z.number().int(),
    refused: z.number().int(),
    /** Added as proposals although their papers say more: another person has to accept it. */
    claimed: z.number().int(),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;

/** One line of the answer while an import runs; the last one is `done` or `failed`. */
export const ImportProgress = z
  .discriminatedUnion('phase', [
    z.object({ phase: z.literal('reading') }),
    z.object({ phase: z.literal('writing'), done: z.number().int(), total: z.number().int() }),
    z.object({ phase: z.literal('placing'), total: z.number().int() }),
    z.object({ phase: z.literal('done'), result: ImportResult }),
    z.object({ phase: z.literal('failed'), code: z.string(), requestId: z.string() }),
  ])
  .meta({ id: 'ImportProgress' });
export type ImportProgress = z.infer<typeof ImportProgress>;
