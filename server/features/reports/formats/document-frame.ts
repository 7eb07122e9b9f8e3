import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  WidthType,
  type IRunOptions,
} from 'docx';

import { line, run } from './document-parts.ts';

/** Issuer of a document and the parts of its head and foot (Decree 30/2020/NĐ-CP, annex I). */
export type Issuer = {
  /** The body above it; null where its own name takes both lines. */
  above: string | null;
  /** Its name, line by line. */
  name: readonly string[];
  /** Its name within a sentence. */
  inText: string;
  /** Behind the number: `BC-UBND`. */
  code: string;
  place: string;
  signsFor: string | null;
  office: string;
  recipients: readonly string[];
};

/** Half points: 13, 14, 12 and 11 pt. */
const [SMALL, FULL, NOTE, LISTED] = [26, 28, 24, 22];
const NONE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const ROOM_FOR_SIGNATURE = 1_400;

/** National title, issuer, number, place and date, and what the report is about. */
export function headingBlock(
  issuer: Issuer,
  { draft, subject }: { draft: boolean; subject: string },
) {
  return [
    frame([
      [
        [
          ...(issuer.above === null ? [] : [centred(issuer.above, { size: SMALL })]),
          ...issuer.name.map((text) => centred(text, { size: SMALL, bold: true })),
          rule(1_350),
        ],
        [
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: NOTE, bold: true }),
          centred('Độc lập - Tự do - Hạnh phúc', { size: SMALL, bold: true }),
          rule(1_100),
        ],
      ],
      // A row of its own, so that number and date stand on one line however long the names are.
      [
        [centred(`Số:        /${issuer.code}`, { size: SMALL })],
        [centred(`${issuer.place}, ngày      tháng      năm`, { size: SMALL, italics: true })],
      ],
    ]),
    ...(draft ? [centred('DỰ THẢO', { size: SMALL, bold: true }, { before: 120 })] : []),
    centred('BÁO CÁO', { size: FULL, bold: true }, { before: 240 }),
    centred(subject, { size: FULL, bold: true }),
    rule(3_400),
  ];
}

/** The last words, the recipients and the room for the signature; no name is printed. */
export function closingBlock(issuer: Issuer) {
  return [
    // A signature never stands on a page without words above it.
    line(`Trên đây là báo cáo của ${issuer.inText}./.`, { keepNext: true }),
    frame([
      [
        [
          left('Nơi nhận:', { size: NOTE, bold: true, italics: true }),
          ...issuer.recipients.map((name) => left(`- ${name}`, { size: LISTED })),
        ],
        [
          ...(issuer.signsFor === null
            ? []
            : [centred(issuer.signsFor, { size: FULL, bold: true })]),
          centred(issuer.office, { size: FULL, bold: true }, { after: ROOM_FOR_SIGNATURE }),
        ],
      ],
    ]),
  ];
}

/** Cells side by side without lines. */
function frame(rows: readonly (readonly Paragraph[])[][]): Table {
  const [LEFT, RIGHT] = [42, 58];
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (paragraphs, at) =>
              new TableCell({
                width: { size: at === 0 ? LEFT : RIGHT, type: WidthType.PERCENTAGE },
                borders: NO_BORDERS,
                margins: { left: 0, right: 0 },
                children: [...paragraphs],
              }),
          ),
        }),
    ),
  });
}

function centred(
  text: string,
  more: IRunOptions,
  spacing: { before?: number; after?: number } = {},
): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: [run(text, more)] });
}

function left(text: string, more: IRunOptions): Paragraph {
  return new Paragraph({ children: [run(text, more)] });
}

/**
 * The short line under a name or a title, set in from both sides by twentieths of a point: below a
 * low paragraph of its own, so that it keeps clear of what hangs from the letters above.
 */
function rule(inset: number): Paragraph {
  return new Paragraph({
    indent: { left: inset, right: inset },
    spacing: { after: 120, line: 40, lineRule: LineRuleType.EXACT },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });
}
