import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';

import { FIGURE_WORDS } from '#server/contract/report-figure-words.ts';
import {
  figuresIn,
  type ReportContent,
  type ReportVersion,
  type ReportView,
} from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { analysisParts, type DrawnAnalysis } from './document-analyses.ts';
import { closingBlock, headingBlock, type Issuer } from './document-frame.ts';
import { dataTable, FONT, line, run, TEXT_SIZE } from './document-parts.ts';
import type { ReportTable, TableCell } from './report-table.ts';
import {
  conductWords,
  numberWords,
  periodWords,
  ruleNotes,
  slashDate,
  TARGET_WORDS,
  reachedWords,
  targetAmount,
} from './report-words.ts';

export type DocumentMatter = {
  commune: ReportView['commune'];
  period: ReportingPeriod;
  asOf: IsoDate;
  content: ReportContent;
  ruleChanges: ReportView['ruleChanges'];
  remark: string | null;
  /** Empty in a public report: small counts could be told from them. */
  analyses: readonly DrawnAnalysis[];
  state: ReportVersion['state'];
  version: number;
  reason: string | null;
  /** Tables of a public report, which has nothing else. */
  publicTables: ReportTable[] | null;
  watermark: string;
};

const WATERMARK_SIZE = 16;

/** Millimetres as twentieths of a point, never less than the decree asks. */
function twips(millimetres: number): number {
  return Math.ceil((millimetres * 1_440) / 25.4);
}

/**
 * A report in the form of an administrative document (Decree 30/2020/NĐ-CP, annex I): A4, margins 20/20/30/15 mm,
 * Times New Roman 14 pt, page numbers above from the second page on. The number, the day and the signature are
 * left to the paper. Gives the bytes of a .docx file.
 */
export async function wordFile(matter: DocumentMatter): Promise<Uint8Array> {
  const issuer = issuerOf(matter.commune);
  const document = new Document({
    creator: issuer.name.join(' '),
    title: `Báo cáo ${periodWords(matter.period)}`,
    styles: {
      default: { document: { run: { font: FONT, size: TEXT_SIZE, language: { value: 'vi-VN' } } } },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: twips(210),
              height: twips(297),
            },
            margin: {
              top: twips(20),
              bottom: twips(20),
              left: twips(30),
              right: twips(15),
              header: twips(10),
              footer: twips(8),
            },
          },
        },
        headers: { first: new Header({ children: [] }), default: pageNumber() },
        footers: { first: watermark(matter.watermark), default: watermark(matter.watermark) },
        children: [
          ...headingBlock(issuer, {
            draft: matter.state !== 'approved',
            subject: subjectOf(matter),
          }),
          ...(matter.publicTables === null
            ? internalBody(matter)
            : publicBody(matter.publicTables, matter)),
          ...closingBlock(issuer),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function issuerOf(commune: DocumentMatter['commune']): Issuer {
  if (commune === null) {
    return {
      above: 'UBND THÀNH PHỐ HÀ NỘI',
      name: ['SỞ Y TẾ'],
      inText: 'Sở Y tế Hà Nội',
      code: 'BC-SYT',
      place: 'Hà Nội',
      signsFor: null,
      office: 'GIÁM ĐỐC',
      recipients: ['UBND Thành phố (để báo cáo);', 'Công an Thành phố;', 'Lưu: VT.'],
    };
  }
  const name = `${commune.type === 'phuong' ? 'phường' : 'xã'} ${commune.name}`;
  return {
    above: null,
    name: ['ỦY BAN NHÂN DÂN', name.toLocaleUpperCase('vi')],
    inText: `Ủy ban nhân dân ${name}`,
    code: 'BC-UBND',
    place: commune.name,
    signsFor: 'TM. ỦY BAN NHÂN DÂN',
    office: 'CHỦ TỊCH',
    recipients: ['Sở Y tế (để tổng hợp);', `Công an ${name};`, 'Lưu: VT.'],
  };
}

function subjectOf({ period, version }: DocumentMatter): string {
  const corrected = version > 1 ? ` (bản đính chính, thay bản ${version - 1})` : '';
  return `Công tác phòng, chống tệ nạn mại dâm ${periodWords(period)}${corrected}`;
}

function internalBody(matter: DocumentMatter) {
  const { content, period, remark, reason, analyses } = matter;
  const [next, afterNext] = content.targets.length === 0 ? ['III', 'IV'] : ['IV', 'V'];
  const { figures, before } = content;
  return [
    line(
      `Kỳ số liệu từ ngày ${slashDate(period.firstOn)} đến ngày ${slashDate(matter.asOf)}. Số liệu lấy từ sổ điểm phức tạp; tái hoạt động chỉ tính trường hợp đã được xác minh.`,
    ),
    ...ruleNotes(matter.ruleChanges).map((text) => line(text)),
    ...(reason === null ? [] : [line(`Lý do đính chính: ${reason}`)]),
    section('I. TÌNH HÌNH'),
    line(
      `Trong kỳ ghi nhận ${numberWords(figures.new_points)} điểm phát sinh mới, ${numberWords(figures.recurrences)} lần tái hoạt động được xác nhận; triệt xóa ${numberWords(figures.eliminations)} lần. Cuối kỳ còn ${numberWords(figures.points_active)} điểm đang hoạt động, ${numberWords(figures.points_recurring)} điểm tái hoạt động.`,
    ),
    ...(content.recurred.length === 0
      ? []
      : [
          line(
            `Điểm tái hoạt động: ${content.recurred.map(({ code, on }) => `${code} (${slashDate(on)})`).join(', ')}.`,
          ),
        ]),
    section('II. SỐ LIỆU'),
    dataTable(
      ['Chỉ tiêu', 'Kỳ này', 'Kỳ trước'],
      figuresIn(content).map((figure) => [
        FIGURE_WORDS[figure],
        numberWords(figures[figure]),
        numberWords(before[figure]),
      ]),
      [58, 21, 21],
    ),
    ...(content.conduct === undefined ? [] : [line(conductWords(content.conduct))]),
    ...targetSection(content),
    ...(analyses.length === 0 ? [] : [section(`${next}. PHÂN TÍCH`), ...analysisParts(analyses)]),
    section(`${analyses.length === 0 ? next : afterNext}. NHẬN XÉT, KIẾN NGHỊ`),
    ...(remark ?? 'Không.').split(/\n+/).map((text) => line(text)),
  ];
}

function targetSection({ targets }: ReportContent) {
  const [first] = targets;
  if (first === undefined) return [];
  return [
    section(`III. CHỈ TIÊU THEO KẾ HOẠCH SỐ ${first.plan}`),
    dataTable(
      ['Chỉ tiêu', 'Giao', 'Thực hiện', 'Đánh giá'],
      targets.map((target) => [
        target.wording,
        targetAmount(target, target.target),
        target.outOf === null
          ? targetAmount({ shape: 'amount' }, target.amount)
          : reachedWords(target.amount ?? 0, target.outOf, target.own ?? 0),
        TARGET_WORDS[target.state],
      ]),
      [49, 14, 16, 21],
    ),
  ];
}

function publicBody(tables: readonly ReportTable[], { period, ruleChanges }: DocumentMatter) {
  return [
    line(
      `Kỳ số liệu ${periodWords(period)}. Số liệu bằng 1, bằng 2 và một số ô liên quan được ẩn (ghi “ẩn”) để không suy ra được từ tổng số.`,
    ),
    ...ruleNotes(ruleChanges).map((text) => line(text)),
    ...tables.map(({ rows: [head = [], ...rows] }) =>
      dataTable(
        head.slice(1).map(cellWords),
        rows.map((row) => row.slice(1).map((cell) => cellWords(cell))),
        [36, 16, 16, 16, 16],
      ),
    ),
  ];
}

function cellWords(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return slashDate(cell.date);
  return typeof cell === 'number' ? numberWords(cell) : cell;
}

function section(title: string): Paragraph {
  return new Paragraph({
    spacing: { before: 180, after: 60 },
    keepNext: true,
    children: [run(title, { bold: true })],
  });
}

function pageNumber(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ font: FONT, size: TEXT_SIZE, children: [PageNumber.CURRENT] })],
      }),
    ],
  });
}

function watermark(words: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [run(words, { size: WATERMARK_SIZE, color: '666666' })],
      }),
    ],
  });
}
