import * as z from 'zod';

/** Tables, and map files of which a layer is read as a table. */
export const TABLE_FORMATS = [
  'csv',
  'xlsx',
  'geojson',
  'shapefile',
  'geopackage',
  'kml',
  'gpx',
  'mif',
  'tab',
] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** True where each row brings its own geometry. */
export function isMapFormat(format: TableFormat): boolean {
  return format !== 'csv' && format !== 'xlsx';
}

/** Something doubtful about a table as a whole. */
export const TableWarning = z.object({
  code: z.enum([
    'import.encoding_guessed',
    'import.rows_before_header',
    'import.header_renamed',
    'import.ragged_rows',
    'import.other_sheets_ignored',
    'import.crs_missing',
    'import.crs_may_be_vn2000',
    'import.attributes_missing',
  ]),
  /** Lines concerned, at most ten. */
  lines: z.array(z.number().int()),
  count: z.number().int(),
});
export type TableWarning = z.infer<typeof TableWarning>;
