import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
} from 'docx';

export const FONT = 'Times New Roman';
/** Half points: 14 pt. */
export const TEXT_SIZE = 28;
/** 12 pt in tables, so that they stay readable on A4. */
const TABLE_SIZE = 24;
/** A first line is set in by 1 cm (Decree 30/2020: 1 to 1,27 cm), in twentieths of a point. */
const FIRST_LINE = 567;
const CELL_MARGIN = 60;

export function run(text: string, more: IRunOptions = {}): TextRun {
  return new TextRun({ text, font: FONT, size: TEXT_SIZE, ...more });
}

/** A paragraph of the text: justified, its first line set in. */
export function line(text: string, { keepNext = false } = {}): Paragraph {
  return new Paragraph({
    keepNext,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: FIRST_LINE },
    spacing: { before: 60, after: 60, line: 276 },
    children: [run(text)],
  });
}

/** A table whose head is repeated on each page; all columns but the first are set to the right. */
export function dataTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  percents: readonly number[],
): Table {
  const cell = (text: string, at: number, bold: boolean) =>
    new TableCell({
      width: { size: percents[at] ?? 0, type: WidthType.PERCENTAGE },
      margins: { left: CELL_MARGIN, right: CELL_MARGIN },
      children: [
        new Paragraph({
          alignment: bold
            ? AlignmentType.CENTER
            : at === 0
              ? AlignmentType.LEFT
              : AlignmentType.RIGHT,
          children: [run(text, { size: TABLE_SIZE, bold })],
        }),
      ],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text, at) => cell(text, at, true)) }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, at) => cell(text, at, false)),
          }),
      ),
    ],
  });
}
