import type { SystemSuggestion } from '#server/contract/boundary.ts';
import { MAXIMUM_IMPORT_COLUMNS, MAXIMUM_IMPORT_ROWS } from '#server/contract/point-import.ts';
import type { TableFormat, TableWarning } from '#server/contract/table-format.ts';

import { TableFileError } from './table-file-error.ts';
import { headingRow } from './two-row-headings.ts';

export const GEOMETRY_TYPES = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
] as const;

/** A geometry as it stands in a file: the positions are not checked yet and may even be metres. */
export type RawGeometry = {
  type: (typeof GEOMETRY_TYPES)[number];
  coordinates: readonly unknown[];
};

export type TableRow = {
  /** Physical line (CSV), row of the sheet (XLSX) or number of the feature (GeoJSON), from 1. */
  line: number;
  /** One cell for each column of the header; NFC, trimmed, null when empty. */
  cells: (string | null)[];
  geometry?: RawGeometry;
};

export type Table = {
  format: TableFormat;
  encoding: string | null;
  delimiter: string | null;
  /** Layer of a map file and its coordinate system, where the file says so. */
  layer: string | null;
  coordinateSystem: string | null;
  /** Systems to try where that of a map file is missing or doubtful, the likeliest first. */
  systemSuggestions: SystemSuggestion[];
  header: string[];
  rows: TableRow[];
  warnings: TableWarning[];
};

export type TableLimits = {
  rows: number;
  columns: number;
  /** Bytes of all members of an XLSX archive once unpacked. */
  unpackedBytes: number;
};

export const TABLE_LIMITS: TableLimits = {
  rows: MAXIMUM_IMPORT_ROWS,
  columns: MAXIMUM_IMPORT_COLUMNS,
  unpackedBytes: 150 * 1024 * 1024,
};

/** Answer of a table that is no map. */
export const NO_MAP = { layer: null, coordinateSystem: null, systemSuggestions: [] };

/** Rows above the headings that are looked through: a title, a date, an agency. */
const HEADER_SEARCH_ROWS = 20;
const LINES_NAMED = 10;

/**
 * Text of a cell as the rest sees it: NFC, single inner spaces kept, invisible marks gone, null when empty.
 * @throws TableFileError `import.file_broken` for a NUL or half a character, which JSON can spell
 */
export function cleanCell(text: string): string | null {
  if (UNKEEPABLE.test(text)) throw new TableFileError('import.file_broken', { reason: 'text' });
  const clean = INVISIBLE.test(text) ? text.replace(/\u00A0/g, ' ').replace(UNSEEN, '') : text;
  const trimmed = clean.trim();
  return trimmed === '' ? null : trimmed.normalize('NFC');
}

const UNKEEPABLE = /[\0\p{Surrogate}]/u;
const INVISIBLE = /[\u00A0\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;
/** Spaces without width, and marks that turn the order of letters round. */
const UNSEEN = /[\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

export function warn(
  warnings: TableWarning[],
  code: TableWarning['code'],
  lines: readonly number[] = [],
): void {
  warnings.push({ code, lines: lines.slice(0, LINES_NAMED), count: Math.max(lines.length, 1) });
}

/** Finds the headings among raw rows, gives every column a name of its own and evens out the rows. */
export function shapeTable(
  raw: readonly TableRow[],
  limits: TableLimits,
): Pick<Table, 'header' | 'rows' | 'warnings'> {
  const warnings: TableWarning[] = [];
  const headerAt = raw
    .slice(0, HEADER_SEARCH_ROWS)
    .findIndex((row) => row.cells.filter((cell) => cell !== null).length >= 2);
  const found = headingRow(raw, headerAt);
  if (found === null) throw new TableFileError('import.not_a_table', { reason: 'columns' });
  if (headerAt > 0)
    warn(
      warnings,
      'import.rows_before_header',
      raw.slice(0, headerAt).map((row) => row.line),
    );
  const body = raw.slice(headerAt + found.rows);
  if (body.length === 0) throw new TableFileError('import.empty');
  if (body.length > limits.rows)
    throw new TableFileError('import.too_many_rows', { limit: limits.rows });

  const header = nameColumns(found.headings, warnings);
  if (header.length > limits.columns) {
    throw new TableFileError('import.not_a_table', { reason: 'columns', limit: limits.columns });
  }
  const rows = evenOut(body, header.length, warnings);
  return { header, rows, warnings };
}

function nameColumns(headings: TableRow, warnings: TableWarning[]): string[] {
  const last = headings.cells.findLastIndex((cell) => cell !== null);
  const taken = new Set<string>();
  let renamed = false;
  const names = headings.cells.slice(0, last + 1).map((cell, index) => {
    const wanted = cell?.replace(/\s+/g, ' ') ?? `#${index + 1}`;
    let name = wanted;
    for (let copy = 2; taken.has(name); copy += 1) name = `${wanted} (${copy})`;
    taken.add(name);
    renamed ||= name !== cell?.replace(/\s+/g, ' ');
    return name;
  });
  if (renamed) warn(warnings, 'import.header_renamed', [headings.line]);
  return names;
}

function evenOut(body: readonly TableRow[], width: number, warnings: TableWarning[]): TableRow[] {
  const ragged: number[] = [];
  const rows = body.map((row) => {
    if (row.cells.length === width) return row;
    // A row cut short is how spreadsheets write empty cells; text beyond the last heading is a loss.
    if (row.cells.slice(width).some((cell) => cell !== null)) ragged.push(row.line);
    const cells = row.cells.slice(0, width);
    while (cells.length < width) cells.push(null);
    return { ...row, cells };
  });
  if (ragged.length > 0) warn(warnings, 'import.ragged_rows', ragged);
  return rows;
}
