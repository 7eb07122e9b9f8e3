import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { REPORT_FIGURES, type ReportContent, type ReportFigures } from '#server/contract/report.ts';
import type { SealedAnalysis } from '#server/contract/report-analysis.ts';

import { wordFile, type DocumentMatter } from './report-document.ts';

const figures = (more: Partial<ReportFigures> = {}) =>
  ({ ...Object.fromEntries(REPORT_FIGURES.map((name) => [name, 0])), ...more }) as ReportFigures;
const CONTENT = {
  definitions: 1,
  figures: figures({
    new_points: 3,
    recurrences: 2,
    eliminations: 4,
    points_active: 1_234,
    points_recurring: 6,
  }),
  before: figures({ points_active: 8 }),
  communes: [],
  recurred: [],
  targets: [],
} as ReportContent;
const TARGET = {
  plan: '07/KH-UBND',
  wording: 'Xã có mô hình',
  unit: 'xã',
  shape: 'share',
  target: 1,
  amount: 100,
  outOf: 126,
  state: 'behind',
} as ReportContent['targets'][number];
const ANALYSIS = {
  content: {
    subject: 'survival',
    definition: 'Cách đếm.',
    definitions: 3,
    dataCutOff: null,
    from: null,
    to: '2026-04-14',
    n: [{ what: 'closures', count: 12 }],
    parameters: [],
    columns: ['group', 'closures'],
    rows: [['Karaoke', 12]],
    rowsLeftOut: 0,
    chart: null,
  } as unknown as SealedAnalysis,
  hash: 'a'.repeat(64),
  putBy: 'Nguyễn Văn Thử',
  putAt: '2026-04-15T01:00:00.000Z',
  picture: null,
};
const MATTER: DocumentMatter = {
  commune: { code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
  period: { kind: 'month', year: 2026, number: 4, firstOn: '2026-03-15', lastOn: '2026-04-14' },
  asOf: '2026-04-10',
  content: CONTENT,
  ruleChanges: [],
  remark: null,
  analyses: [],
  state: 'approved',
  version: 1,
  reason: null,
  publicTables: null,
  watermark: 'Người lấy · nhật ký số 7',
};

/** The paragraphs of the document, each as its text. */
async function paragraphs(
  more: Partial<DocumentMatter> = {},
  content: Partial<ReportContent> = {},
) {
  const bytes = await wordFile({ ...MATTER, content: { ...CONTENT, ...content }, ...more });
  const files = unzipSync(bytes);
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const texts = Array.from(xml.matchAll(/<w:p[ >].*?<\/w:p>/gs), ([paragraph]) =>
    Array.from(paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g), ([, text]) => text).join(''),
  ).filter((text) => text !== '');
  const footers = Object.keys(files)
    .filter((name) => /footer\d+\.xml$/.test(name))
    .map((name) => strFromU8(files[name] ?? new Uint8Array()));
  return { texts, footers };
}
let plainly: ReturnType<typeof paragraphs> | null = null;
/** The approved report of a commune, written once for all tests. */
const plain = () => (plainly ??= paragraphs());
const sections = (texts: readonly string[]) => texts.filter((text) => /^[IV]+\. /.test(text));

describe('the paper of a report', () => {
  it('is that of its commune, or of the office of the city', async () => {
    const { texts } = await plain();
    expect(texts).toEqual(
      expect.arrayContaining([
        'ỦY BAN NHÂN DÂN',
        'PHƯỜNG HOÀN KIẾM',
        'Số:        /BC-UBND',
        'Hoàn Kiếm, ngày      tháng      năm',
        'Trên đây là báo cáo của Ủy ban nhân dân phường Hoàn Kiếm./.',
        'TM. ỦY BAN NHÂN DÂN',
        'CHỦ TỊCH',
        '- Công an phường Hoàn Kiếm;',
      ]),
    );
    const city = (await paragraphs({ commune: null })).texts;
    expect(city).toEqual(
      expect.arrayContaining([
        'UBND THÀNH PHỐ HÀ NỘI',
        'SỞ Y TẾ',
        'Số:        /BC-SYT',
        'GIÁM ĐỐC',
      ]),
    );
    expect(city).not.toContain('TM. ỦY BAN NHÂN DÂN');
    const commune = { code: '09700', name: 'Ba Vì', type: 'xa' as const };
    expect((await paragraphs({ commune })).texts).toContain('XÃ BA VÌ');
  });

  it('is a draft until it is approved, and a correction from its second version on', async () => {
    const subject = 'Công tác phòng, chống tệ nạn mại dâm tháng 4 năm 2026';
    const approved = (await plain()).texts;
    expect(approved).not.toContain('DỰ THẢO');
    expect(approved).toContain(subject);
    const second = (await paragraphs({ version: 2 })).texts;
    expect(second).toContain(`${subject} (bản đính chính, thay bản 1)`);
    const later = await paragraphs({ state: 'sent', version: 3, reason: 'Nhập muộn' });
    expect(later.texts).toEqual(
      expect.arrayContaining([
        'DỰ THẢO',
        `${subject} (bản đính chính, thay bản 2)`,
        'Lý do đính chính: Nhập muộn',
      ]),
    );
  });

  it('names on every page who took it out', async () => {
    const { footers } = await plain();
    expect(footers.length).toBeGreaterThan(0);
    expect(footers.every((footer) => footer.includes(MATTER.watermark))).toBe(true);
  });
});

describe('what an internal report says', () => {
  it('is of the days up to the evening of its figures', async () => {
    const { texts } = await plain();
    expect(texts.join('\n')).toContain('từ ngày 15/03/2026 đến ngày 10/04/2026');
    expect(texts).toContain(
      'Trong kỳ ghi nhận 3 điểm phát sinh mới, 2 lần tái hoạt động được xác nhận; triệt xóa 4 lần. Cuối kỳ còn 1.234 điểm đang hoạt động, 6 điểm tái hoạt động.',
    );
  });

  it('says which rules changed in its period, and nothing where none did', async () => {
    const change = { rule: 'plan_targets' as const, from: '2026-03-20', origin: '12/KH-UBND' };
    const said = 'Quy định thay đổi từ 20/03/2026: chỉ tiêu kế hoạch (12/KH-UBND).';
    for (const publicTables of [null, []]) {
      const { texts } = await paragraphs({ ruleChanges: [change], publicTables });
      expect(texts).toContain(said);
    }
    expect((await plain()).texts.join(' ')).not.toContain('Quy định thay đổi');
  });

  it('has each figure beside that of the period before', async () => {
    const { texts } = await plain();
    const at = texts.indexOf('Điểm đang hoạt động (cuối kỳ)');
    expect(texts.slice(at, at + 3)).toEqual(['Điểm đang hoạt động (cuối kỳ)', '1.234', '8']);
  });

  it('names the points where activity came back, with their days', async () => {
    const recurred = [
      { code: 'DP-00001', on: '2026-03-20' },
      { code: 'DP-00002', on: '2026-04-01' },
    ];
    expect((await paragraphs({}, { recurred })).texts).toContain(
      'Điểm tái hoạt động: DP-00001 (20/03/2026), DP-00002 (01/04/2026).',
    );
    expect((await plain()).texts.join('\n')).not.toContain('Điểm tái hoạt động:');
  });

  it('numbers its sections by what it has', async () => {
    const last = (number: string) => `${number}. NHẬN XÉT, KIẾN NGHỊ`;
    const begin = ['I. TÌNH HÌNH', 'II. SỐ LIỆU'];
    const plan = 'III. CHỈ TIÊU THEO KẾ HOẠCH SỐ 07/KH-UBND';
    const [analyses, targets] = [[ANALYSIS], [TARGET]];
    const of = async (...given: Parameters<typeof paragraphs>) =>
      sections((await paragraphs(...given)).texts);
    expect(await of()).toEqual([...begin, last('III')]);
    expect(await of({ analyses })).toEqual([...begin, 'III. PHÂN TÍCH', last('IV')]);
    expect(await of({}, { targets })).toEqual([...begin, plan, last('IV')]);
    expect(await of({ analyses }, { targets })).toEqual([
      ...begin,
      plan,
      'IV. PHÂN TÍCH',
      last('V'),
    ]);
  });

  it('has each target with what was asked, what came of it and how it stands', async () => {
    const amount = { ...TARGET, wording: 'Người được tuyên truyền', shape: 'amount' as const };
    const targets = [
      TARGET,
      { ...amount, target: 3_460, amount: 900, outOf: null, state: 'met' as const },
      { ...TARGET, wording: 'Tin đúng hạn', amount: 46, outOf: 50, own: 12 },
    ];
    const { texts } = await paragraphs({}, { targets });
    const row = (wording: string) =>
      texts.slice(texts.indexOf(wording), texts.indexOf(wording) + 4);
    expect(row('Xã có mô hình')).toEqual(['Xã có mô hình', '100%', '100/126', 'Chậm tiến độ']);
    expect(row('Người được tuyên truyền')).toEqual([
      'Người được tuyên truyền',
      '3.460',
      '900',
      'Đạt',
    ]);
    expect(row('Tin đúng hạn')[2]).toBe('46/50, trong đó tự tiếp nhận và tự giải quyết 12');
  });

  it('ends with the remark, line by line, or says that there is none', async () => {
    expect((await plain()).texts).toContain('Không.');
    const { texts } = await paragraphs({ remark: 'Dòng một.\n\nDòng hai.' });
    expect(texts).toEqual(expect.arrayContaining(['Dòng một.', 'Dòng hai.']));
    expect(texts).not.toContain('Không.');
  });
});

it('a public report has its table without codes, and nothing of the internal one', async () => {
  const rows = [
    ['Mã', 'Phường, xã', 'Điểm phát sinh mới'],
    ['00070', 'Phường Hoàn Kiếm', 'ẩn'],
    ['', 'Toàn thành phố', 1_300],
  ];
  const { texts } = await paragraphs({
    commune: null,
    publicTables: [{ name: 'Theo phường, xã', rows }],
    remark: 'Chỉ lưu hành nội bộ',
  });
  expect(texts).toEqual(expect.arrayContaining(['Phường Hoàn Kiếm', 'ẩn', '1.300']));
  expect(texts).not.toContain('00070');
  expect(texts).not.toContain('Mã');
  expect(sections(texts)).toEqual([]);
  expect(texts).not.toContain('Chỉ lưu hành nội bộ');
});
