import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { LonLat } from './geo.ts';
import { PersonalDataMark } from './personal-data-mark.ts';
import { IsoDate } from './time.ts';
import { TipChannel } from './tip.ts';
import { TipKind } from './tip-kind.ts';

/** Meanings that a column of a table of tips may have. */
export const TIP_IMPORT_FIELDS = [
  'number',
  'policeNumber',
  'kind',
  'channel',
  'receivedOn',
  'occurredOn',
  'longitude',
  'latitude',
  'coordinates',
  'communeCode',
  'communeName',
  'placeName',
  'category',
  'locationErrorMetres',
] as const;
export const TipImportField = z.enum(TIP_IMPORT_FIELDS).meta({ id: 'TipImportField' });
export type TipImportField = z.infer<typeof TipImportField>;

/** More are sent in several files: one file is written whole or not at all. */
export const MOST_TIP_ROWS = 2_000;

/** Reasons why a row is not written as it stands; the catalogue has a sentence for each. */
export const TIP_ROW_PROBLEMS = [
  'number_missing',
  'number_repeated',
  'kind_unknown',
  'channel_unknown',
  'date_missing',
  'date_unreadable',
  'date_in_future',
  'happened_after_receipt',
  'earlier_for_another',
  'place_missing',
  'position_unreadable',
  'position_doubtful',
  'outside_city',
  'commune_unknown',
  'category_unknown',
  'error_unreadable',
  'text_too_long',
  'personal_data',
] as const;
export const TipRowProblemCode = z.enum(TIP_ROW_PROBLEMS);
export type TipRowProblemCode = z.infer<typeof TipRowProblemCode>;

/** One thing wrong with one row; `line` is that of the file. */
export const TipRowProblem = z
  .object({
    line: z.int(),
    field: TipImportField,
    /** Heading of the column; null when no column was read as the field. */
    column: z.string().nullable(),
    code: TipRowProblemCode,
    /** Content of the cell, cut to 200 characters. */
    value: z.string().nullable(),
    marks: z.array(PersonalDataMark).optional(),
    /** Line of the earlier row that this one repeats. */
    otherLine: z.int().optional(),
  })
  .meta({ id: 'TipRowProblem' });
export type TipRowProblem = z.infer<typeof TipRowProblem>;

/** A row as it would be written. */
export const TipImportRow = z
  .object({
    line: z.int(),
    number: z.string(),
    kind: TipKind,
    channel: TipChannel,
    receivedOn: IsoDate,
    position: LonLat.nullable(),
    /** Commune of a row where only the commune is known. */
    commune: CommuneShare.pick({ name: true, type: true }).nullable(),
    /** Its number had been taken in before: nothing is written. */
    known: z.boolean(),
  })
  .meta({ id: 'TipImportRow' });
export type TipImportRow = z.infer<typeof TipImportRow>;

export const TipImportPreview = z
  .object({
    fileName: z.string(),
    encoding: z.string().nullable(),
    /** Field that each heading was read as; null: none. */
    columns: z.array(z.object({ heading: z.string(), field: TipImportField.nullable() })),
    counts: z.object({ rows: z.int(), added: z.int(), known: z.int(), refused: z.int() }),
    /** The first of those that are ready, and the first of what is wrong. */
    rows: z.array(TipImportRow),
    problems: z.array(TipRowProblem),
  })
  .meta({ id: 'TipImportPreview' });
export type TipImportPreview = z.infer<typeof TipImportPreview>;

export const TipImportForm = z.object({
  file: z.instanceof(File).meta({ type: 'string', format: 'binary' }),
});

/** Result of an import, in rows. */
export const TipImportResult = z
  .object({ runId: z.int(), added: z.int(), known: z.int(), refused: z.int() })
  .meta({ id: 'TipImportResult' });
export type TipImportResult = z.infer<typeof TipImportResult>;
