import { createHash } from 'node:crypto';

import { CITY_BOUNDS } from '#server/contract/geo.ts';
import { ImportMapping } from '#server/contract/point-import.ts';
import type { ImportField } from '#server/contract/point-import.ts';
import { isMapFormat, type TableFormat } from '#server/contract/table-format.ts';
import { diagnoseCoordinates } from '#server/tables/coordinate-diagnosis.ts';
import { readCoordinate, splitCoordinates } from '#server/contract/coordinate-text.ts';
import { foldHeading, foldHeadingShort } from '#server/tables/fold-heading.ts';
import { parseWkt } from '#server/tables/parse-wkt.ts';
import type { TableRow } from '#server/tables/table.ts';
import { looksLikeGrid } from '#server/contract/vn2000-grids.ts';

import { FIELD_WORDS } from './column-words.ts';
import { isReasonColumn } from './reason-columns.ts';

/** Share of filled cells that must look alike before the content names a column. */
const LIKENESS = 0.8;

/**
 * The same for tables whose headings fold to the same words in the same order (hex, 64 characters), also where a file of
 * refused rows has its reasons after them.
 */
export function headerSignature(header: readonly string[]): string {
  const own = header.filter((heading) => !isReasonColumn(heading));
  return createHash('sha256')
    .update(JSON.stringify(own.map(foldHeading)))
    .digest('hex');
}

/**
 * Guesses what each column is: by its heading in Vietnamese or English, then by what stands in
 * the sample rows. Category and other defaults stay as the contract has them: they are the user's to say.
 */
export function guessMapping(
  header: readonly string[],
  sampleRows: readonly TableRow[],
): ImportMapping {
  const columns = new Map<ImportField, number>();
  const telling = header.flatMap((heading, at) => (isReasonColumn(heading) ? [] : [at]));
  guessByHeading(header, columns);
  guessByContent(telling, sampleRows, columns);
  preferPair(columns);
  return ImportMapping.parse({ columns: Object.fromEntries(columns) });
}

function guessByHeading(header: readonly string[], columns: Map<ImportField, number>): void {
  // "Tọa độ (X)" and "Kinh độ (độ)": brackets may hold the very word or only a unit.
  const folded = header.map((heading) => [foldHeading(heading), foldHeadingShort(heading)]);
  const taken = new Set<number>();
  for (const [field, words] of FIELD_WORDS) {
    for (const word of words) {
      const at = folded.findIndex(
        (spellings, index) => spellings.includes(word) && !taken.has(index),
      );
      if (at === -1) continue;
      columns.set(field, at);
      taken.add(at);
      break;
    }
  }
}

function guessByContent(
  telling: readonly number[],
  rows: readonly TableRow[],
  columns: Map<ImportField, number>,
): void {
  const free = (): number[] => telling.filter((index) => ![...columns.values()].includes(index));
  const claim = (field: ImportField, test: (text: string) => boolean): void => {
    if (columns.has(field)) return;
    const at = free().find((index) => looksLike(rows, index, test));
    if (at !== undefined) columns.set(field, at);
  };

  if (!hasPosition(columns)) claim('wkt', (text) => parseWkt(text) !== null);
  if (!hasPosition(columns)) claim('coordinates', holdsPosition);
  if (!hasPosition(columns)) {
    const [west, south, east, north] = CITY_BOUNDS;
    claim('longitude', (text) => isBetween(text, west, east));
    claim('latitude', (text) => isBetween(text, south, north));
  }
  if (!columns.has('officialName')) {
    const longest = free()
      .map((index) => ({ index, length: meanLength(rows, index) }))
      .filter(({ length }) => length >= 4)
      .toSorted((a, b) => b.length - a.length)[0];
    if (longest !== undefined) columns.set('officialName', longest.index);
  }
  swapSurveyorsAxes(rows, columns);
}

/** A decimal comma makes "105,85" look like a pair; only a place in the country is one. */
function holdsPosition(text: string): boolean {
  const pair = splitCoordinates(text);
  return pair !== null && diagnoseCoordinates(...pair, { bbox: CITY_BOUNDS }).severity !== 'error';
}

function isBetween(text: string, low: number, high: number): boolean {
  const value = readCoordinate(text)?.value;
  return value !== undefined && value >= low && value <= high;
}

function looksLike(
  rows: readonly TableRow[],
  column: number,
  test: (text: string) => boolean,
): boolean {
  const filled = rows.map((row) => row.cells[column] ?? null).filter((cell) => cell !== null);
  return filled.length > 0 && filled.filter(test).length >= filled.length * LIKENESS;
}

/** Mean length of cells that hold words; numbers and dates are no names. */
function meanLength(rows: readonly TableRow[], column: number): number {
  const words = rows.map((row) => row.cells[column] ?? '').filter((cell) => /\p{L}{2}/u.test(cell));
  return words.length < rows.length / 2
    ? 0
    : words.reduce((sum, cell) => sum + cell.length, 0) / words.length;
}

/** Surveyors' tables in metres call the northing X; the mapping says longitude for the easting. */
function swapSurveyorsAxes(rows: readonly TableRow[], columns: Map<ImportField, number>): void {
  const [x, y] = [columns.get('longitude'), columns.get('latitude')];
  if (x === undefined || y === undefined) return;
  const turned = rows.filter((row) => {
    const [a, b] = [readCoordinate(row.cells[x] ?? ''), readCoordinate(row.cells[y] ?? '')];
    return a !== null && b !== null && looksLikeGrid(a.value, b.value) && a.value > b.value;
  });
  if (turned.length === 0 || turned.length < rows.length / 2) return;
  columns.set('longitude', y);
  columns.set('latitude', x);
}

function hasPosition(columns: ReadonlyMap<ImportField, number>): boolean {
  return (
    columns.has('wkt') ||
    columns.has('coordinates') ||
    (columns.has('longitude') && columns.has('latitude'))
  );
}

/** Half a pair of coordinates says nothing and would only raise questions. */
function preferPair(columns: Map<ImportField, number>): void {
  if (columns.has('longitude') !== columns.has('latitude')) {
    columns.delete('longitude');
    columns.delete('latitude');
  }
}

/** Fields without which no row can be written, for a file with or without geometries of its own. */
export function missingFields(mapping: ImportMapping, format: TableFormat): ImportField[] {
  const { columns } = mapping;
  const missing: ImportField[] = [];
  if (columns.officialName === undefined) missing.push('officialName');
  const pair = columns.longitude !== undefined && columns.latitude !== undefined;
  const placed =
    pair ||
    columns.coordinates !== undefined ||
    columns.wkt !== undefined ||
    columns.address !== undefined;
  if (!isMapFormat(format) && !placed) missing.push('coordinates');
  if (columns.category === undefined && mapping.defaults.category === null)
    missing.push('category');
  return missing;
}
