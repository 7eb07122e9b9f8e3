import { csvText } from '#server/tables/csv-text.ts';

import { type Cell, COLUMNS, type ExportRow, type Provenance } from './export-row.ts';
import { type RowPages, writePage } from './row-pages.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';
const DECIMALS = 6;

/**
 * CSV that Excel opens in columns where Vietnamese is set: UTF-8 with a byte order mark, semicolons, decimal commas,
 * days as dd/MM/yyyy. The last line tells where it is from.
 */
export async function* writeCsv(
  pages: RowPages,
  { lines }: Provenance,
): AsyncGenerator<string | Uint8Array> {
  yield `${BYTE_ORDER_MARK}${line(COLUMNS.map(({ heading }) => heading))}`;
  for await (const page of pages) yield writePage(page, lineOf);
  yield line([lines.join(' · ')]);
}

function lineOf(row: ExportRow): string {
  return line(COLUMNS.map(({ cell }) => cell(row)));
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.date.split('-').toReversed().join('/');
  if (typeof cell === 'number') {
    return Number.isInteger(cell) ? String(cell) : cell.toFixed(DECIMALS).replace('.', ',');
  }
  return csvText(cell, ';');
}
