import { type Cell, COLUMNS, type Provenance, type RowPages } from './export-row.ts';

const BYTE_ORDER_MARK = '\u{FEFF}';
const DECIMALS = 6;

/**
 * CSV that Excel opens in columns where Vietnamese is set: UTF-8 with a byte order mark, semicolons, decimal commas,
 * days as dd/MM/yyyy. The last line tells where it is from.
 */
export async function* writeCsv(pages: RowPages, { lines }: Provenance): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${line(COLUMNS.map(({ heading }) => heading))}`;
  for await (const rows of pages) {
    yield rows.map((row) => line(COLUMNS.map(({ cell }) => cell(row)))).join('');
  }
  yield line([lines.join(' · ')]);
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
  // A text that begins like a formula must not be calculated by whoever opens the file.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
