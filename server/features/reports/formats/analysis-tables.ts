import {
  SEALED_COLUMNS,
  type SealedCell,
  type SealedChart,
  type SealedColumn,
} from '#server/contract/report-analysis.ts';
import {
  COLUMN_WORDS,
  SEALED_WORDS,
  SUBJECT_WORDS,
} from '#server/contract/report-analysis-words.ts';

import { analysisFacts, leftOutWords, type WrittenAnalysis } from './analysis-words.ts';
import type { ReportTable, TableCell } from './report-table.ts';

/**
 * Tables of a workbook for the analyses of a report: one each with its rows and below it its facts, and one each with
 * the data of the chart where there is one.
 */
export function analysisTables(analyses: readonly WrittenAnalysis[]): ReportTable[] {
  return analyses.flatMap((analysis, at): ReportTable[] => {
    const { content } = analysis;
    const name = `Phân tích ${at + 1}`;
    const facts = [
      SUBJECT_WORDS[content.subject],
      ...analysisFacts(analysis),
      ...leftOutWords(content),
    ];
    const table: ReportTable = {
      name,
      rows: [
        content.columns.map((column) => COLUMN_WORDS[column]),
        ...content.rows.map((row) =>
          row.map((cell, place) => tableCell(cell, content.columns[place])),
        ),
        [],
        ...facts.map((fact): TableCell[] => [fact]),
      ],
    };
    return content.chart === null
      ? [table]
      : [table, { name: `${name} – biểu đồ`, rows: chartRows(content.chart) }];
  });
}

function tableCell(cell: SealedCell, column: SealedColumn | undefined): TableCell {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'object') return SEALED_WORDS[cell.word];
  return column !== undefined && SEALED_COLUMNS[column] === 'date' ? { date: cell } : cell;
}

function chartRows(chart: SealedChart): TableCell[][] {
  switch (chart.type) {
    case 'funnel':
      return [
        ['Phường, xã', 'Số dự kiến', 'Thực tế / dự kiến', 'So với giới hạn 99,8%'],
        ...chart.dots.map(({ name, expected, ratio, side }): TableCell[] => [
          name,
          expected,
          ratio,
          SEALED_WORDS[side],
        ]),
      ];
    case 'curves':
      return [
        ['Nhóm so sánh', 'Ngày', 'Tỷ lệ duy trì', 'Cận dưới 95%', 'Cận trên 95%'],
        ...chart.curves.flatMap(({ name, steps }) =>
          steps.map(({ days, survival, interval }): TableCell[] => [
            tableCell(name, undefined),
            days,
            survival,
            interval?.[0] ?? null,
            interval?.[1] ?? null,
          ]),
        ),
      ];
    case 'shares':
      return [
        ['Quý', 'Phần do tuần tra', 'Cận dưới 95%', 'Cận trên 95%'],
        ...chart.shares.map(({ name, share, low, high }): TableCell[] => [name, share, low, high]),
      ];
  }
}
