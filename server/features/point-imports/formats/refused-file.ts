import type { TableFormat } from '#server/contract/import-history.ts';
import { readAnyTable } from '#server/map-files/read-any-table.ts';
import type { RawGeometry, Table, TableRow } from '#server/tables/table.ts';
import { writeWkt } from '#server/tables/write-wkt.ts';
import { csvTable, xlsxTable } from '#server/tables/write-table.ts';

import { isReasonColumn, REASON_COLUMNS } from './reason-columns.ts';
import type { RefusedRow } from './refused-rows.ts';

const WKT_COLUMN = 'WKT';
const WIDTH = { cell: 22, line: 14, reason: 80 };
/** A cell of a workbook holds no longer text. */
const LONGEST_CELL = 32_767;
const TOO_LONG = '(dài quá một ô XLSX: xem tệp CSV)';

export type RefusedInput = {
  fileName: string;
  bytes: Uint8Array;
  layer: string | null;
  sourceSrid: number | null;
  format: TableFormat;
  refused: readonly RefusedRow[];
};

/**
 * Writes the refused rows of a file: its own columns as they were read, then line and reason. Shapes of a map file come
 * as WKT. Corrected and sent again, the file is read by the same mapping.
 * @throws AppError `import.…`, `format.…`
 */
export async function writeRefused({
  format,
  refused,
  ...file
}: RefusedInput): Promise<{ bytes: Uint8Array }> {
  const rows = rowsOf(await readAnyTable(file), refused);
  if (format === 'csv') return { bytes: csvTable(rows) };
  const own = (rows[0]?.length ?? 0) - REASON_COLUMNS.length;
  const widths = [...Array<number>(own).fill(WIDTH.cell), WIDTH.line, WIDTH.reason];
  const fitting = rows.map((row) => row.map(fitCell));
  return { bytes: await xlsxTable([{ name: 'Dòng chưa nhập', widths, rows: fitting }]) };
}

/** Headings and rows; reasons of an earlier round are replaced by those of this one. */
function rowsOf(table: Table, refused: readonly RefusedRow[]): (string | null)[][] {
  const reasonOf = new Map(refused.map(({ line, reason }) => [line, reason]));
  const kept = table.header.flatMap((heading, at) => (isReasonColumn(heading) ? [] : [at]));
  const rows = table.rows.filter(({ line }) => reasonOf.has(line));
  const hasShapes = rows.some(({ geometry }) => geometry !== undefined);
  const head = [
    ...kept.map((at) => table.header[at] ?? null),
    ...(hasShapes ? [WKT_COLUMN] : []),
    ...REASON_COLUMNS,
  ];
  const cellsOf = ({ line, cells, geometry }: TableRow) => [
    ...kept.map((at) => cells[at] ?? null),
    ...(hasShapes ? [wktOf(geometry)] : []),
    String(line),
    reasonOf.get(line) ?? null,
  ];
  return [head, ...rows.map(cellsOf)];
}

function fitCell(cell: string | null): string | null {
  return cell !== null && cell.length > LONGEST_CELL ? TOO_LONG : cell;
}

function wktOf(geometry: RawGeometry | undefined): string | null {
  return geometry === undefined ? null : writeWkt(geometry);
}
