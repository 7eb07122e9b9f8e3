import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node';

import { csvText } from '#server/tables/csv-text.ts';

import type { ReportTable, TableCell } from './report-table.ts';
import { slashDate } from './report-words.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';

/** CSV as Excel of this country opens it: UTF-8 with a byte order mark, semicolons would not be read by others. */
export function csvFile(tables: readonly ReportTable[], notes: readonly string[]): Uint8Array {
  const lines = [
    ...tables.flatMap(({ name, rows }) => [[name], ...rows, []]),
    ...notes.map((note) => [note]),
  ].map((row: readonly TableCell[]) => row.map(csvCell).join(','));
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`);
}

function csvCell(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return slashDate(cell.date);
  if (typeof cell === 'number') return String(cell);
  return csvText(cell, ',');
}

/** A workbook with a sheet for each table: numbers as numbers, days as days. */
export async function xlsxFile(
  tables: readonly ReportTable[],
  notes: readonly string[],
): Promise<Uint8Array> {
  const sheets = [
    ...tables,
    { name: 'Ghi chú', rows: notes.map((note): TableCell[] => [note]) },
  ].map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, at): Row => row.map((cell) => xlsxCell(cell, at === 0))) as SheetData,
  }));
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function xlsxCell(cell: TableCell, head: boolean) {
  if (cell === null) return null;
  if (typeof cell === 'number') return { type: Number, value: cell } as const;
  if (typeof cell === 'object') {
    const value = new Date(`${cell.date}T00:00:00Z`);
    return { type: Date, value, format: 'dd/mm/yyyy' } as const;
  }
  return { type: String, value: cell, ...(head ? ({ fontWeight: 'bold' } as const) : {}) } as const;
}
