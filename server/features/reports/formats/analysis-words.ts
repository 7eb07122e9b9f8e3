import {
  SEALED_COLUMNS,
  type SealedAnalysis,
  type SealedCell,
  type SealedColumn,
} from '#server/contract/report-analysis.ts';
import {
  COUNTED_WORDS,
  SEALED_WORDS,
  SUBJECT_WORDS,
} from '#server/contract/report-analysis-words.ts';
import { civilDate } from '#server/contract/civil-day.ts';

import { numberWords, slashDate } from './report-words.ts';

/** An analysis as the documents need it: with its hash, and who put it in on which day. */
export type WrittenAnalysis = {
  content: SealedAnalysis;
  hash: string;
  putBy: string;
  putAt: string;
};

const HUNDRED = 100;
const NOTHING = '–';

/** Title of an analysis in a report: `2. Thời gian duy trì sau triệt xóa`. */
export function analysisTitle({ content }: WrittenAnalysis, number: number): string {
  return `${number}. ${SUBJECT_WORDS[content.subject]}`;
}

/** Lines below the title: what is counted, n, days, parameters, cut-off, and who sealed it. */
export function analysisFacts({ content, hash, putBy, putAt }: WrittenAnalysis): string[] {
  const { definition, definitions, dataCutOff, n, from, to, parameters } = content;
  const counts = n.map(({ what, count }) => `${numberWords(count)} ${COUNTED_WORDS[what]}`);
  const days =
    from === null ? `mọi ngày đến ${slashDate(to)}` : `từ ${slashDate(from)} đến ${slashDate(to)}`;
  const cutOff =
    dataCutOff === null
      ? 'chưa có dữ liệu'
      : `dữ liệu nhập đến ngày ${slashDate(civilDate(dataCutOff))}`;
  return [
    definition,
    [`n = ${counts.join('; ')}`, days, `định nghĩa số ${definitions}`, cutOff].join(' · '),
    ...(parameters.length === 0
      ? []
      : [
          parameters
            .map(({ word, value }) => `${SEALED_WORDS[word]}: ${plainWords(value)}`)
            .join(' · '),
        ]),
    `${putBy} đưa vào báo cáo ngày ${slashDate(civilDate(putAt))} · mã nội dung ${hash.slice(0, 16)}`,
  ];
}

/** Line below the table where rows were left out. */
export function leftOutWords({ rowsLeftOut }: SealedAnalysis): string[] {
  return rowsLeftOut === 0 ? [] : [`Không in ${numberWords(rowsLeftOut)} dòng còn lại.`];
}

/** A cell as text, in the form of its column. */
export function sealedCellWords(cell: SealedCell, column: SealedColumn): string {
  if (cell === null) return NOTHING;
  if (typeof cell === 'object') return SEALED_WORDS[cell.word];
  if (typeof cell === 'string') {
    return SEALED_COLUMNS[column] === 'date' ? slashDate(cell) : cell;
  }
  switch (SEALED_COLUMNS[column]) {
    case 'share':
      return `${numberWords(cell * HUNDRED, 0)}%`;
    case 'decimal':
      return numberWords(cell, 2);
    case 'p':
      return numberWords(cell, 3);
    case 'count':
    case 'metres':
    case 'text':
    case 'date':
      return numberWords(cell, 0);
  }
}

/** The value of a parameter as text. */
function plainWords(value: SealedCell): string {
  if (value === null) return NOTHING;
  if (typeof value === 'object') return SEALED_WORDS[value.word];
  return typeof value === 'number' ? String(value) : value;
}
