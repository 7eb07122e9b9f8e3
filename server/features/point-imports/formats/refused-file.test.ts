import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';

import { ROW_CONTEXT } from '#tests/support/files/import-rows.ts';

import { writeRefused } from './refused-file.ts';
import { writeTemplate } from './template.ts';

const sheetOf = async (bytes: Uint8Array, number = 1) =>
  readSheet(new Uint8Array(bytes).buffer, number);
async function refused(text: string, lines: number[], format: 'csv' | 'xlsx' = 'csv') {
  const { bytes } = await writeRefused({
    fileName: 'a.csv',
    bytes: Buffer.from(text),
    layer: null,
    sourceSrid: null,
    format,
    refused: lines.map((line) => ({ line, reason: `Lý do ${line}` })),
  });
  return bytes;
}
const rowsOf = (bytes: Uint8Array) =>
  Buffer.from(bytes).toString('utf8').slice(1).trim().split('\r\n');

describe('a file of refused rows', () => {
  it('has the refused rows alone, each with its line and reason', async () => {
    const bytes = await refused('Tên;Loại\nA;NN\nB;x\nC;y', [3, 4]);
    expect(rowsOf(bytes)).toEqual([
      'Tên;Loại;Dòng trong tệp đã gửi;Lý do chưa nhập',
      'B;x;3;Lý do 3',
      'C;y;4;Lý do 4',
    ]);
  });

  it('has the reasons of this round in the place of those of the one before', async () => {
    const sent = 'Tên;Dòng trong tệp đã gửi;Lý do chưa nhập;Loại\nB;9;Cũ;x';
    expect(rowsOf(await refused(sent, [2]))).toEqual([
      'Tên;Loại;Dòng trong tệp đã gửi;Lý do chưa nhập',
      'B;x;2;Lý do 2',
    ]);
  });

  it('has a column of shapes only where a refused row has one', async () => {
    const feature = (name: string, geometry: object | null) => ({
      type: 'Feature',
      properties: { name },
      geometry,
    });
    const point = { type: 'Point', coordinates: [105.85, 21.03] };
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [feature('A', point), feature('B', null)],
    });
    expect(rowsOf(await refused(text, [1]))[1]).toBe('A;POINT (105.85 21.03);1;Lý do 1');
    expect(rowsOf(await refused(text, [2]))[0]).not.toContain('WKT');
  });

  it('says in a workbook where a text is longer than a cell may be', async () => {
    const sent = `Tên;Loại\n${'a'.repeat(32_767)};x\n${'a'.repeat(32_768)};y`;
    const [head, fitting, long] = await sheetOf(await refused(sent, [2, 3], 'xlsx'));
    expect(head?.[0]).toBe('Tên');
    expect(String(fitting?.[0])).toHaveLength(32_767);
    expect(long?.[0]).toBe('(dài quá một ô XLSX: xem tệp CSV)');
  });
});

describe('a template', () => {
  const TAUGHT = [{ word: 'Quán net', category: 'KHAC' }];

  it('of CSV explains the columns that need it over its headings', async () => {
    const rows = rowsOf(await writeTemplate('csv', ROW_CONTEXT.categories, TAUGHT));
    const explained = ['Kinh độ: ', 'Vĩ độ: ', 'Trạng thái: ', 'Ngày đưa vào danh mục: '];
    expect(
      rows.slice(0, 4).map((row, at) => row.replaceAll('"', '').startsWith(explained[at] ?? '?')),
    ).toEqual(explained.map(() => true));
    expect(rows[4]).toContain('KAR là karaoke');
    expect(rows[5]).toMatch(/^Tên điểm;Loại hình;Kinh độ;Vĩ độ;/);
    expect(rows).toHaveLength(6);
  });

  it('of a workbook lists with each category its own words and those that were taught', async () => {
    const bytes = await writeTemplate('xlsx', ROW_CONTEXT.categories, TAUGHT);
    expect(await sheetOf(bytes)).toHaveLength(1);
    const words = (await sheetOf(bytes, 2)).map((row) => row.join(' | '));
    const of = (code: string) => words.filter((row) => row.includes(`${code} hoặc `));
    expect(of('KAR')[0]).toContain('quán karaoke; dịch vụ karaoke');
    expect(of('KHAC')[0]).toMatch(/other; Quán net$/);
    expect(words.filter((row) => row.includes('Quán net'))).toHaveLength(1);
  });
});
