import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node';

import { csvText } from './csv-text.ts';

/** A sheet of text cells; the first row has the headings. Widths are letters. */
export type TextSheet = {
  name: string;
  widths: readonly number[];
  rows: readonly (readonly (string | null)[])[];
};

const BYTE_ORDER_MARK = '\u{FEFF}';

/** CSV that Excel opens in columns where Vietnamese is set: UTF-8 with a byte order mark, semicolons. */
export function csvTable(rows: TextSheet['rows']): Uint8Array {
  const lines = rows.map((row) => `${row.map(csvCell).join(';')}\r\n`);
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${lines.join('')}`);
}

function csvCell(cell: string | null): string {
  if (cell === null) return '';
  return /^-?[\d.,]+$/.test(cell) ? cell : csvText(cell, ';');
}

/** A workbook whose cells are all text, as they were read; the headings stay in sight. */
export async function xlsxTable(sheets: readonly TextSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, widths, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
    data: rows.map((row, at): Row => row.map((cell) => xlsxCell(cell, at === 0))) as SheetData,
  }));
  return new Uint8Array(await writeXlsxFile(written).toBuffer());
}

function xlsxCell(value: string | null, isHeading: boolean) {
  if (value === null) return null;
  return { type: String, value, ...(isHeading && ({ fontWeight: 'bold' } as const)) } as const;
}
