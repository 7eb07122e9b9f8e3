import { expect, it } from 'vitest';

import { readTipTable } from './read-tip-table.ts';

const read = (...rows: string[]) =>
  readTipTable({
    fileName: 'tin.csv',
    bytes: Buffer.from(['Số tin;Kênh;Ngày tiếp nhận;Phường', ...rows].join('\n')),
    communes: [{ id: 1, code: '00070', name: 'Hoàn Kiếm', type: 'phuong' }],
    categories: [],
    today: '2026-11-24',
  });
const row = (number: string, channel: string) => `${number};${channel};02/03/2026;Hoàn Kiếm`;

it('a number of a tip is taken once for each channel', async () => {
  const table = await read(
    row('A-1', 'Đường dây nóng'),
    row('A-1', 'Bưu chính'),
    row('A-1', 'Đường dây nóng'),
    row('A-1', 'hotline'),
    row('A-2', 'chim câu'),
  );
  expect(table.read.map(({ line }) => line)).toEqual([2, 3]);
  expect(table.problems.map(({ line, code, otherLine }) => [line, code, otherLine])).toEqual([
    [4, 'number_repeated', 2],
    [5, 'number_repeated', 2],
    [6, 'channel_unknown', undefined],
  ]);
  expect(table.problems[0]).toMatchObject({ field: 'number', value: 'A-1' });
  expect(table).toMatchObject({
    rowCount: 5,
    fields: ['number', 'channel', 'receivedOn', 'communeName'],
  });
});

it('a table of tips has 2,000 rows at most', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => `N-${at};;;`);
  expect((await read(...rows(2_000))).rowCount).toBe(2_000);
  await expect(read(...rows(2_001))).rejects.toMatchObject({ code: 'import.too_many_rows' });
});
