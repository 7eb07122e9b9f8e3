import { describe, expect, it } from 'vitest';

import type { SealedAnalysis, SealedChart } from '#server/contract/report-analysis.ts';

import { analysisTables } from './analysis-tables.ts';
import { analysisFacts, analysisTitle, leftOutWords, sealedCellWords } from './analysis-words.ts';

const CONTENT: SealedAnalysis = {
  format: 1,
  subject: 'survival',
  definition: 'Cách đếm.',
  definitions: 3,
  // Half past midnight of 16 June in the city.
  dataCutOff: '2026-06-15T17:30:00.000Z',
  from: '2026-01-02',
  to: '2026-06-14',
  n: [
    { what: 'closures', count: 1_200 },
    { what: 'recurrences', count: 30 },
  ],
  parameters: [],
  columns: ['group', 'closures'],
  rows: [],
  rowsLeftOut: 0,
  chart: null,
} as unknown as SealedAnalysis;
const written = (more: Partial<SealedAnalysis> = {}) => ({
  content: { ...CONTENT, ...more },
  hash: '0123456789abcdef'.repeat(4),
  putBy: 'Nguyễn Văn Thử',
  putAt: '2026-06-16T17:30:00.000Z',
});

describe('the words about an analysis', () => {
  it('have its number and title', () => {
    expect(analysisTitle(written(), 2)).toBe('2. Thời gian duy trì sau triệt xóa');
  });

  it('say what is counted, how many, of which days, from which data, and who sealed it', () => {
    expect(analysisFacts(written())).toEqual([
      'Cách đếm.',
      'n = 1.200 lần triệt xóa; 30 lần tái hoạt động · từ 02/01/2026 đến 14/06/2026 · định nghĩa số 3 · dữ liệu nhập đến ngày 16/06/2026',
      'Nguyễn Văn Thử đưa vào báo cáo ngày 17/06/2026 · mã nội dung 0123456789abcdef',
    ]);
  });

  it('say that all days count, or that there are no data yet', () => {
    const [, facts] = analysisFacts(written({ from: null, dataCutOff: null }));
    expect(facts).toContain(' · mọi ngày đến 14/06/2026 · ');
    expect(facts).toContain(' · chưa có dữ liệu');
  });

  it('list the parameters on a line of their own', () => {
    const parameters: SealedAnalysis['parameters'] = [
      { word: 'cell_metres', value: 1_000 },
      { word: 'about', value: { word: 'about_signals' } },
      { word: 'of_commune', value: 'Xã Thử' },
    ];
    expect(analysisFacts(written({ parameters }))[2]).toBe(
      'Cạnh ô (m): 1000 · Sự việc: Dấu hiệu chưa bị bác bỏ · Phường, xã: Xã Thử',
    );
  });

  it('tell how many rows are left out, where any are', () => {
    expect(leftOutWords(CONTENT)).toEqual([]);
    expect(leftOutWords({ ...CONTENT, rowsLeftOut: 1 })).toEqual(['Không in 1 dòng còn lại.']);
  });

  it('write a cell in the form of its column', () => {
    expect(sealedCellWords(0.256, 'quiet_90')).toBe('26%');
    expect(sealedCellWords(1.236, 'ratio')).toBe('1,24');
    expect(sealedCellWords(0.01236, 'adjusted_p')).toBe('0,012');
    expect(sealedCellWords(1_234.6, 'observed')).toBe('1.235');
    expect(sealedCellWords(399.6, 'radius')).toBe('400');
    expect(sealedCellWords('2026-03-05', 'since')).toBe('05/03/2026');
    expect(sealedCellWords('2026-03-05', 'place')).toBe('2026-03-05');
    expect(sealedCellWords({ word: 'hot' }, 'finding')).toBe('Nóng');
    expect(sealedCellWords(null, 'observed')).toBe('–');
    expect(sealedCellWords(0, 'observed')).toBe('0');
  });
});

describe('the tables of analyses in a workbook', () => {
  it('are numbered, with rows of numbers and days, and the facts below', () => {
    const given = written({
      columns: ['place', 'since', 'observed'],
      rows: [
        ['Hàng Bông', '2026-03-05', 4],
        [null, null, 0],
        [{ word: 'city' }, '2026-03-06', 1],
      ],
      rowsLeftOut: 2,
    });
    const [first, second] = analysisTables([written(), given]);
    expect([first?.name, second?.name]).toEqual(['Phân tích 1', 'Phân tích 2']);
    expect(second?.rows.slice(0, 6)).toEqual([
      ['Nơi', 'Từ ngày', 'Số thực tế'],
      ['Hàng Bông', { date: '2026-03-05' }, 4],
      [null, null, 0],
      ['Toàn thành phố', { date: '2026-03-06' }, 1],
      [],
      ['Thời gian duy trì sau triệt xóa'],
    ]);
    expect(second?.rows.at(-1)).toEqual(['Không in 2 dòng còn lại.']);
  });

  it('have the data of each chart behind it', () => {
    const chartRows = (chart: SealedChart) => analysisTables([written({ chart })])[1];
    const funnel = chartRows({
      type: 'funnel',
      dots: [{ name: 'Xã Thử', expected: 4, ratio: 2, side: 'above', named: true }],
      limits: [],
    });
    expect(funnel?.name).toBe('Phân tích 1 – biểu đồ');
    expect(funnel?.rows[1]).toEqual(['Xã Thử', 4, 2, 'Cao hơn mức ngẫu nhiên']);
    const steps = [
      { days: 10, survival: 0.8, interval: [0.7, 0.9] as [number, number] },
      { days: 20, survival: 0.5, interval: null },
    ];
    const curves = chartRows({
      type: 'curves',
      curves: [{ name: { word: 'city' }, steps, lastDays: 30, manyUntilDays: 10 }],
    });
    expect(curves?.rows.slice(1)).toEqual([
      ['Toàn thành phố', 10, 0.8, 0.7, 0.9],
      ['Toàn thành phố', 20, 0.5, null, null],
    ]);
    const shares = chartRows({
      type: 'shares',
      shares: [{ name: '1/2026', share: 0.2, low: 0.1, high: 0.4 }],
    });
    expect(shares?.rows.slice(1)).toEqual([['1/2026', 0.2, 0.1, 0.4]]);
  });
});
