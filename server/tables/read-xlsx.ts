import { readSheet } from 'read-excel-file/universal';

import { TableFileError } from './table-file-error.ts';
import { cleanCell, shapeTable, warn } from './table.ts';
import type { Table, TableLimits, TableRow } from './table.ts';
import { inspectXlsx } from './xlsx-archive.ts';

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
  return { format: 'xlsx', encoding: null, delimiter: null, ...table };
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
