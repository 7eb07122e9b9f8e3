import type { Category } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  MOST_TIP_ROWS,
  type TipImportField,
  type TipRowProblem,
} from '#server/contract/tip-import.ts';
import type { CommuneInForce } from '#server/features/tip-imports/queries.ts';
import { readAnyTable } from '#server/map-files/read-any-table.ts';
import type { Table } from '#server/tables/table.ts';

import { readHeadings } from './column-words.ts';
import { judgeRow, problemAt, type ReadRow } from './judge-row.ts';

export type TipTableInput = {
  fileName: string;
  bytes: Uint8Array;
  communes: readonly CommuneInForce[];
  categories: readonly Category[];
  today: IsoDate;
};
export type ReadTipTable = Omit<Table, 'rows'> & {
  rowCount: number;
  fields: (TipImportField | null)[];
  read: ReadRow[];
  problems: TipRowProblem[];
};

/**
 * Reads a table of tips and checks each row as far as the table alone allows.
 * @throws TableFileError
 */
export async function readTipTable({
  fileName,
  bytes,
  ...known
}: TipTableInput): Promise<ReadTipTable> {
  const limits = { rows: MOST_TIP_ROWS };
  const { rows, ...head } = await readAnyTable({ fileName, bytes, limits });
  const fields = readHeadings(head.header);
  const context = { ...known, header: head.header, fields };
  const problems: TipRowProblem[] = [];
  const read: ReadRow[] = [];
  const lines = new Map<string, number>();
  for (const row of rows) {
    const judged = judgeRow(row, context);
    if ('problems' in judged) {
      problems.push(...judged.problems);
      continue;
    }
    const key = `${judged.tip.channel} ${judged.tip.channelNumber}`;
    const otherLine = lines.get(key);
    if (otherLine === undefined) {
      lines.set(key, row.line);
      read.push(judged);
    } else {
      problems.push({ ...problemAt(judged, 'number', 'number_repeated'), otherLine });
    }
  }
  return { ...head, rowCount: rows.length, fields, read, problems };
}
