import { readSheet } from 'read-excel-file/universal';

import { TableFileError } from './table-file-error.ts';
import {
  cleanCell,
  NO_MAP,
  shapeTable,
  warn,
  type Table,
  type TableLimits,
  type TableRow,
} from './table.ts';
import { openZip, ZipError, type ZipLimits } from './zip-archive.ts';

const MAXIMUM_MEMBERS = 2_000;
/** Any `r="…"` of a sheet: a row's number or a cell's address such as `C12`. */
const PLACE = /[\s"':]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ROW_START = /<(?:[\w-]+:)?row[\s/>]/g;

/** Serial numbers of days are fractions in a sheet; midnight may come out a moment too early. */
const ROUNDING_MILLISECONDS = 1_000;

/** Reads the first sheet of a workbook; days become `YYYY-MM-DD`. @throws TableFileError */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<Table> {
  const { sheetCount } = await inspectXlsx(bytes, limits);
  const raw: TableRow[] = [];
  for (const [index, row] of (await readFirstSheet(bytes)).entries()) {
    const cells = row.map(cellOf);
    if (cells.some((cell) => cell !== null)) raw.push({ line: index + 1, cells });
  }
  if (raw.length === 0) throw new TableFileError('import.empty');
  const table = shapeTable(raw, limits);
  if (sheetCount > 1) warn(table.warnings, 'import.other_sheets_ignored');
  return { format: 'xlsx', encoding: null, delimiter: null, ...NO_MAP, ...table };
}

/** True for an archive that holds a workbook; false for any other, and for one that cannot be opened. */
export async function isWorkbook(bytes: Uint8Array): Promise<boolean> {
  try {
    const members = await openZip(bytes, { entries: MAXIMUM_MEMBERS, unpackedBytes: Infinity });
    return members.some(({ name }) => name === 'xl/workbook.xml');
  } catch (error) {
    if (error instanceof ZipError) return false;
    throw error;
  }
}

async function readFirstSheet(bytes: Uint8Array): Promise<unknown[][]> {
  try {
    // The reader takes whole array buffers only, and a Buffer is often a window on a larger one.
    return await readSheet(new Uint8Array(bytes).buffer);
  } catch (error) {
    throw new TableFileError('import.file_broken', { reason: 'xlsx' }, error);
  }
}

function cellOf(value: unknown): string | null {
  if (typeof value === 'string') return cleanCell(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean') return String(value);
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return null;
  return new Date(value.getTime() + ROUNDING_MILLISECONDS).toISOString().slice(0, 10);
}

type Workbook = { sheetCount: number };

/**
 * Unpacks the text members of an XLSX archive once to see whether they are what they claim to be:
 * the spreadsheet reader allocates by what the file says, so a hundred bytes could ask for gigabytes.
 * @throws TableFileError `import.not_a_table` for another kind of archive, `import.zip_too_large`,
 * `import.too_many_rows`, `import.file_broken`.
 */
async function inspectXlsx(bytes: Uint8Array, limits: TableLimits): Promise<Workbook> {
  let sheetCount: number | null = null;
  for (const entry of await brokenIfItThrows(() => openZip(bytes, zipLimits(limits)))) {
    const { name } = entry;
    if (!/\.(xml|rels)$/.test(name)) continue;
    const text = Buffer.from(await brokenIfItThrows(() => entry.read())).toString('utf8');
    if (name === 'xl/workbook.xml') sheetCount = [...text.matchAll(/<(?:\w+:)?sheet\s/g)].length;
    refuseHugeGrid(text, limits);
  }
  if (sheetCount === null) throw new TableFileError('import.not_a_table', { reason: 'archive' });
  return { sheetCount };
}

function zipLimits({ unpackedBytes }: TableLimits): ZipLimits {
  return { entries: MAXIMUM_MEMBERS, unpackedBytes };
}

async function brokenIfItThrows<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = error instanceof ZipError ? error.fault : null;
    if (fault?.kind === 'too_large') {
      throw new TableFileError('import.zip_too_large', { limit: fault.limit });
    }
    throw new TableFileError('import.file_broken', { reason: 'zip' }, error);
  }
}

/** One cell in the last corner of a sheet makes a reader fill 17 billion empty ones before it. */
function refuseHugeGrid(xml: string, limits: TableLimits): void {
  const lastRow = limits.rows + 100;
  let rows = 0;
  for (const _ of xml.matchAll(ROW_START)) rows += 1;
  let furthest = rows;
  for (const [, double, single] of xml.matchAll(PLACE)) {
    const place = /^\$?([A-Za-z]*)\$?(\d+)$/.exec(double ?? single ?? '');
    if (place === null) {
      // An address spelled with character references would slip past this check.
      if ((double ?? single ?? '').includes('&'))
        throw new TableFileError('import.file_broken', { reason: 'address' });
      continue;
    }
    furthest = Math.max(furthest, Number(place[2]));
    if (columnNumber(place[1] ?? '') > limits.columns) {
      throw new TableFileError('import.not_a_table', { reason: 'columns', limit: limits.columns });
    }
  }
  if (furthest > lastRow) throw new TableFileError('import.too_many_rows', { limit: limits.rows });
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
