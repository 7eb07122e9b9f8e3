import { AlignmentType, Paragraph, type Table } from 'docx';

import { SEALED_COLUMNS } from '#server/contract/report-analysis.ts';
import { COLUMN_WORDS } from '#server/contract/report-analysis-words.ts';

import {
  analysisFacts,
  analysisTitle,
  leftOutWords,
  sealedCellWords,
  type WrittenAnalysis,
} from './analysis-words.ts';
import { chartParagraph, type ChartPicture } from './document-chart.ts';
import { dataTable, run } from './document-parts.ts';

/** Half points: 12 pt. */
const SMALL = 24;
/** The first column has names, and columns of words need more room than those of numbers. */
const NAME_SHARE = 2;

/** An analysis with its chart drawn; null where it has none. */
export type DrawnAnalysis = WrittenAnalysis & { picture: ChartPicture | null };

/** Analyses of a report for Word: title, what is counted and from which data, the chart, and the table. */
export function analysisParts(analyses: readonly DrawnAnalysis[]): (Paragraph | Table)[] {
  return analyses.flatMap((analysis, at) => partsOf(analysis, at + 1));
}

function partsOf(analysis: DrawnAnalysis, number: number): (Paragraph | Table)[] {
  const { content, picture } = analysis;
  const { columns, rows } = content;
  const widths = columns.map((column, place) =>
    place === 0 || SEALED_COLUMNS[column] === 'text' ? NAME_SHARE : 1,
  );
  const all = widths.reduce((sum, width) => sum + width, 0);
  return [
    new Paragraph({
      spacing: { before: 180, after: 60 },
      keepNext: true,
      children: [run(analysisTitle(analysis, number), { bold: true, italics: true })],
    }),
    ...analysisFacts(analysis).map(small),
    ...(picture === null ? [] : [chartParagraph(picture)]),
    dataTable(
      columns.map((column) => COLUMN_WORDS[column]),
      rows.map((row) =>
        columns.map((column, place) => sealedCellWords(row[place] ?? null, column)),
      ),
      widths.map((width) => (100 * width) / all),
    ),
    ...leftOutWords(content).map(small),
  ];
}

function small(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: { before: 20, after: 40 },
    children: [run(text, { size: SMALL })],
  });
}
