import { describe, expect, it } from 'vitest';

import { REPORT_FIGURES, type ReportContent, type ReportFigures } from '#server/contract/report.ts';

import { csvFile } from './report-files.ts';
import { internalTables, publicTables } from './report-table.ts';

const figures = (more: Partial<ReportFigures> = {}) =>
  ({ ...Object.fromEntries(REPORT_FIGURES.map((name) => [name, 0])), ...more }) as ReportFigures;
const commune = (code: string, type: 'phuong' | 'xa', more: Partial<ReportFigures>) => ({
  commune: { code, name: `Nơi ${code}`, type },
  figures: figures(more),
});
const content = (more: Partial<ReportContent> = {}) =>
  ({
    figures: figures({ points_active: 9, tips_entered_late: 4 }),
    before: figures({ points_active: 7 }),
    recurred: [{ code: 'DP-00012', on: '2026-03-20' }],
    communes: [
      commune('00070', 'phuong', { new_points: 1, recurrences: 4, points_active: 9 }),
      commune('00082', 'xa', { new_points: 5, recurrences: 3 }),
      commune('00091', 'xa', { new_points: 5, recurrences: 0 }),
    ],
    targets: [],
    ...more,
  }) as unknown as ReportContent;

describe('the tables of an internal report', () => {
  const [all, communes, recurred] = internalTables(content());

  it('have every figure with that of the period before', () => {
    expect(all?.name).toBe('Số liệu');
    expect(all?.rows).toHaveLength(REPORT_FIGURES.length + 1);
    expect(all?.rows.slice(0, 2)).toEqual([
      ['Chỉ tiêu', 'Kỳ này', 'Kỳ trước'],
      ['Điểm đang hoạt động (cuối kỳ)', 9, 7],
    ]);
    expect(all?.rows.at(-1)).toEqual(['Tin có bước nhập muộn', 4, 0]);
  });

  it('have every figure of each commune, hide nothing, and add up', () => {
    const column = communes?.rows[0]?.indexOf('Điểm phát sinh mới') ?? -1;
    expect(communes?.rows.map((row) => [row[0], row[1], row[column]]).slice(1)).toEqual([
      ['00070', 'Phường Nơi 00070', 1],
      ['00082', 'Xã Nơi 00082', 5],
      ['00091', 'Xã Nơi 00091', 5],
      ['', 'Toàn thành phố', 11],
    ]);
  });

  it('have each recurrence with the day on which it was confirmed', () => {
    expect(recurred?.rows).toEqual([
      ['Mã điểm', 'Ngày xác nhận'],
      ['DP-00012', { date: '2026-03-20' }],
    ]);
  });

  it('have no table of communes in the report of one', () => {
    const names = internalTables(content({ communes: [] })).map(({ name }) => name);
    expect(names).toEqual(['Số liệu', 'Điểm tái hoạt động']);
  });
});

describe('the table of a public report', () => {
  const tableOf = (rank: Parameters<typeof publicTables>[1]) => publicTables(content(), rank);

  it('is one, of the published figures alone, without any code of a point', () => {
    const tables = tableOf(() => 0);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows[0]).toEqual([
      'Mã',
      'Phường, xã',
      'Điểm phát sinh mới',
      'Số lần tái hoạt động được xác nhận',
      'Lượt kiểm tra sau triệt xóa',
      'Tin phản ánh tiếp nhận',
    ]);
    expect(JSON.stringify(tables)).not.toContain('DP-');
  });

  it('hides small counts with a cover that is drawn for each figure and commune', () => {
    const cells = (hidden: string) =>
      tableOf((figure, code) => (figure === 'new_points' && code === hidden ? 0 : 1))[0]
        ?.rows.slice(1)
        .map((row) => row.slice(2));
    expect(cells('00091')).toEqual([
      ['ẩn', 4, 0, 0],
      [5, 3, 0, 0],
      ['ẩn', 0, 0, 0],
      [11, 7, 0, 0],
    ]);
    expect(cells('00082')?.map(([first]) => first)).toEqual(['ẩn', 'ẩn', 5, 11]);
  });
});

describe('the file of tables', () => {
  const text = (rows: Parameters<typeof csvFile>[0][number]['rows'], notes: string[] = []) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile([{ name: 'Bảng', rows }], notes));

  it('begins with its mark, names each table, and ends with the notes', () => {
    expect(text([['a', 1]], ['Ghi chú'])).toBe('\u{FEFF}Bảng\r\na,1\r\n\r\nGhi chú\r\n');
  });

  it('writes days as papers do, and nothing where there is nothing', () => {
    expect(text([['a', null, { date: '2026-03-05' }, 0]])).toContain('\r\na,,05/03/2026,0\r\n');
  });

  it('keeps a text with a comma, a quotation mark or a line in one cell', () => {
    expect(text([['a,b', 'c"d', 'e\nf', 'g']])).toContain('\r\n"a,b","c""d","e\nf",g\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@a', '\ta', '\ra', '＝1+1', '－1'])(
    'never lets “%s” be calculated',
    (cell) => {
      expect(text([[cell]])).toContain(`'${cell}`);
    },
  );

  it('leaves numbers below zero and signs within a text alone', () => {
    expect(text([[-1, 'a=b']])).toContain('\r\n-1,a=b\r\n');
  });
});
