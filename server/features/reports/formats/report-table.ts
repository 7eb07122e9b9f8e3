import { FIGURE_WORDS } from '#server/contract/report-figure-words.ts';
import {
  PUBLIC_FIGURES,
  figuresIn,
  type ReportContent,
  type ReportFigure,
} from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { suppress } from './suppress.ts';

export type TableCell = string | number | { date: IsoDate } | null;
/** Rows of one table; the first names the columns. */
export type ReportTable = { name: string; rows: TableCell[][] };

const HIDDEN = 'ẩn';
const COMMUNE_KINDS = { phuong: 'Phường', xa: 'Xã' } as const;

/** Everything that an internal report counts: figures with the period before, communes, recurrences. */
export function internalTables(content: ReportContent): ReportTable[] {
  const figures: ReportTable = {
    name: 'Số liệu',
    rows: [
      ['Chỉ tiêu', 'Kỳ này', 'Kỳ trước'],
      ...figuresIn(content).map((figure): TableCell[] => [
        FIGURE_WORDS[figure],
        content.figures[figure],
        content.before[figure],
      ]),
    ],
  };
  const recurred: ReportTable = {
    name: 'Điểm tái hoạt động',
    rows: [
      ['Mã điểm', 'Ngày xác nhận'],
      ...content.recurred.map(({ code, on }): TableCell[] => [code, { date: on }]),
    ],
  };
  const communes = communeTable(content, figuresIn(content), (counts) => ({
    cells: counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  }));
  return [figures, ...(content.communes.length > 0 ? [communes] : []), recurred];
}

/**
 * Tables that may be published: a few figures by commune with small counts hidden (see `suppress`), no codes of
 * points.
 * @param rank orders rows by something that no reader knows
 */
export function publicTables(
  content: ReportContent,
  rank: (figure: ReportFigure, communeCode: string) => number,
): ReportTable[] {
  const codes = content.communes.map(({ commune }) => commune.code);
  return [
    communeTable(content, PUBLIC_FIGURES, (counts, figure) =>
      suppress(counts, (row) => rank(figure, codes[row] ?? '')),
    ),
  ];
}

function communeTable(
  content: ReportContent,
  figures: readonly ReportFigure[],
  columnOf: (
    counts: number[],
    figure: ReportFigure,
  ) => { cells: (number | null)[]; total: number | null },
): ReportTable {
  const columns = figures.map((figure) =>
    columnOf(
      content.communes.map((row) => row.figures[figure]),
      figure,
    ),
  );
  const shown = (cell: number | null | undefined) => cell ?? HIDDEN;
  return {
    name: 'Theo phường, xã',
    rows: [
      ['Mã', 'Phường, xã', ...figures.map((figure) => FIGURE_WORDS[figure])],
      ...content.communes.map(({ commune }, row): TableCell[] => [
        commune.code,
        `${COMMUNE_KINDS[commune.type]} ${commune.name}`,
        ...columns.map(({ cells }) => shown(cells[row])),
      ]),
      ['', 'Toàn thành phố', ...columns.map(({ total }) => shown(total))],
    ],
  };
}
