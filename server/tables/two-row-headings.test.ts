import { describe, expect, it } from 'vitest';

import { xlsxFile } from '#tests/support/files/xlsx-file.ts';

import { readTable } from './read-table.ts';
import { joinHeadings } from './two-row-headings.ts';

describe('headings in two rows', () => {
  it('are joined below a heading that covers several columns', () => {
    expect(
      joinHeadings(
        ['STT', 'Tên điểm', 'Tọa độ', null, 'Loại hình'],
        [null, null, 'Kinh độ', 'Vĩ độ', null],
      ),
    ).toEqual(['STT', 'Tên điểm', 'Kinh độ (Tọa độ)', 'Vĩ độ (Tọa độ)', 'Loại hình']);
  });

  it('are joined at the end of the row, and where the upper heading is repeated', () => {
    expect(joinHeadings(['Tên', 'Tọa độ'], [null, 'X', 'Y'])).toEqual([
      'Tên',
      'X (Tọa độ)',
      'Y (Tọa độ)',
    ]);
    expect(joinHeadings(['Tên', 'Tọa độ', 'Tọa độ'], [null, 'X', 'Y'])).toEqual([
      'Tên',
      'X (Tọa độ)',
      'Y (Tọa độ)',
    ]);
  });

  it.each([
    ['a full row of values', ['Tên', 'Loại'], ['Bar Đêm', 'BAR']],
    ['values below an empty heading', ['Tên', 'Tọa độ', null], [null, '105,85', '21,03']],
    ['degrees', ['Tên', 'Tọa độ', null], [null, '105°51′Đ', '21°2′B']],
    ['one word below two columns', ['Tên', 'Ghi chú', null], [null, 'không', null]],
    ['a name beside words', ['Tên', 'Ghi chú', null], ['Bar', 'mở', 'đóng']],
  ])('are not seen in %s', (_, upper, lower) => {
    expect(joinHeadings(upper, lower)).toBeNull();
  });

  const rows = [
    ['Danh sách điểm'],
    ['STT', 'Tên điểm', 'Tọa độ', null, 'Loại hình'],
    [null, null, 'Kinh độ', 'Vĩ độ', null],
    ['1', 'Bar Đêm', '105,85', '21,03', 'BAR'],
    ['2', 'Karaoke Ánh Sao', '105,86', '21,04', 'KAR'],
  ];

  it.each([
    ['a workbook', xlsxFile(rows)],
    ['CSV', Buffer.from(rows.map((row) => row.map((cell) => cell ?? '').join(';')).join('\r\n'))],
  ])('are read in %s, under its title', async (_, bytes) => {
    const { header, rows: read } = await readTable({ fileName: 'a', bytes });
    expect(header).toEqual(['STT', 'Tên điểm', 'Kinh độ (Tọa độ)', 'Vĩ độ (Tọa độ)', 'Loại hình']);
    expect(read.map(({ cells }) => cells[1])).toEqual(['Bar Đêm', 'Karaoke Ánh Sao']);
  });
});
