import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TipImportPreview, TipImportResult } from '#server/contract/tip-import.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const HEAD =
  'Số tin;Loại tin;Kênh;Ngày tiếp nhận;Ngày sự việc;Kinh độ;Vĩ độ;Phường, xã;Nơi xảy ra;Loại hình;Sai số (m);Ghi thêm';
const GOOD = [
  'B-1;Phản ánh;Đường dây nóng;02/03/2026;01/03/2026;105,853;21,031;;Ngõ gần chợ;karaoke;50;bỏ qua',
  'B-2;Tố cáo;Bưu chính;03/03/2026;;;;Ba Vì;;;;',
  'B-3;tin báo về tội phạm;Báo chí;2026-03-04;;105.342;21.058;;;;;',
];
const BAD = [
  ';Phản ánh;;02/03/2026;;105.85;21.03;;;;;',
  'B-1;Phản ánh;Đường dây nóng;02/03/2026;;105.85;21.03;;;;;',
  'B-4;Chuyện lạ;Chim câu;31/02/2026;;105.85;21.03;;;;;',
  'B-5;Phản ánh;;02/03/2999;;105.85;21.03;;;;;',
  'B-6;Phản ánh;;02/03/2026;03/03/2026;105.85;21.03;;;;;',
  'B-7;Phản ánh;;02/03/2026;;;;;;;;',
  'B-8;Phản ánh;;02/03/2026;;21.03;105.85;;;;;',
  'B-9;Phản ánh;;02/03/2026;;abc;21.03;;;;;',
  'B-10;Phản ánh;;02/03/2026;;;;Không Có;;;;',
  'B-11;Phản ánh;;02/03/2026;;105.85;21.03;;nhà anh Tuấn 0912345678;;;',
  'B-12;Phản ánh;;02/03/2026;;105.85;21.03;;;xưởng;-5;',
  'B-13;Phản ánh;;02/03/2026;;106.06;20.65;;;;;',
];

let test: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

function send(path: string, text: string | Uint8Array<ArrayBuffer>, client = analyst) {
  const form = new FormData();
  form.append('file', new File([text], 'tin.csv'));
  return client.request(path, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': randomUUID() },
  });
}
const table = (...rows: string[]) => [HEAD, ...rows].join('\n');
async function preview(text: string): Promise<TipImportPreview> {
  const response = await send('/api/tip-imports/preview', text);
  expect(response.status).toBe(200);
  return (await response.json()) as TipImportPreview;
}
const countTips = async () =>
  (await (await analyst.get('/api/tips?limit=1')).json()).total as number;

describe('a table of tips', () => {
  it('is shown with how its headings were read, and nothing is written', async () => {
    const shown = await preview(table(...GOOD));
    expect(shown.columns.map(({ field }) => field)).toEqual([
      'number',
      'kind',
      'channel',
      'receivedOn',
      'occurredOn',
      'longitude',
      'latitude',
      'communeName',
      'placeName',
      'category',
      'locationErrorMetres',
      null,
    ]);
    expect(shown.counts).toEqual({ rows: 3, added: 3, known: 0, refused: 0 });
    expect(shown.rows[1]).toMatchObject({
      line: 3,
      kind: 'denunciation',
      commune: { name: 'Ba Vì' },
    });
    expect(await countTips()).toBe(0);
  });

  it('says of each row that is wrong in which line, in which column and why', async () => {
    const { counts, problems } = await preview(table(GOOD[0] ?? '', ...BAD));
    expect(counts).toEqual({ rows: 13, added: 1, known: 0, refused: 12 });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'number_missing'],
      [4, 'number_repeated'],
      [5, 'kind_unknown'],
      [5, 'channel_unknown'],
      [5, 'date_unreadable'],
      [6, 'date_in_future'],
      [7, 'happened_after_receipt'],
      [8, 'place_missing'],
      [9, 'position_doubtful'],
      [10, 'position_unreadable'],
      [11, 'commune_unknown'],
      [12, 'personal_data'],
      [13, 'error_unreadable'],
      [13, 'category_unknown'],
      [14, 'outside_city'],
    ]);
    expect(problems[1]).toMatchObject({ otherLine: 2 });
    expect(problems[2]).toMatchObject({ column: 'Loại tin', value: 'Chuyện lạ' });
  });

  it('refuses the row outside the city and no other, behind rows that name only a commune', async () => {
    const outside = BAD.at(-1) ?? '';
    const { problems, rows } = await preview(table(GOOD[1] ?? '', GOOD[2] ?? '', outside));
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[4, 'outside_city']]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('is written when asked, and the same file again changes nothing', async () => {
    const first = await send('/api/tip-imports', table(...GOOD, BAD[0] ?? ''));
    expect((await first.json()) as TipImportResult).toMatchObject({
      added: 3,
      known: 0,
      refused: 1,
    });
    const { items } = await (await analyst.get('/api/tips?q=B-1')).json();
    expect(items[0]).toMatchObject({
      channel: 'hotline',
      receivedOn: '2026-03-02',
      dueOn: '2026-03-16',
      placeName: 'Ngõ gần chợ',
      category: 'KAR',
      locationErrorMetres: 50,
    });
    const before = await countTips();
    const again = await send('/api/tip-imports', table(...GOOD));
    expect((await again.json()) as TipImportResult).toMatchObject({
      added: 0,
      known: 3,
      refused: 0,
    });
    expect(await countTips()).toBe(before);
    expect((await preview(table(...GOOD))).counts).toMatchObject({ added: 0, known: 3 });
  });

  it('of a commune may hold tips of others, which it does not see afterwards, nor writes twice', async () => {
    const leader = await test.as('leader', { communeCodes: ['00070'] });
    const rows = ['24/11/2026', '23/11/2026'].flatMap((day, at) => [
      `L-${at};Phản ánh;Đường dây nóng;${day};;105.342;21.058;;;;;`,
      `M-${at};Phản ánh;Đường dây nóng;${day};;;;Ba Vì;;;;`,
      `N-${at};Phản ánh;Đường dây nóng;${day};;105.853;21.031;;;;;`,
    ]);
    const write = async () =>
      (await (await send('/api/tip-imports', table(...rows), leader)).json()) as TipImportResult;
    const preview = await send('/api/tip-imports/preview', table(...rows), leader);
    const { problems } = (await preview.json()) as TipImportPreview;
    expect(problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [5, 'receivedOn', 'earlier_for_another'],
      [6, 'receivedOn', 'earlier_for_another'],
    ]);
    expect(await write()).toMatchObject({ added: 4, refused: 2 });
    test.clock.set('2026-11-25T03:00:00.000Z');
    expect(await write()).toMatchObject({ added: 0, known: 4, refused: 2 });
    test.clock.set(TEST_NOW);
  });

  it('that is none, or holds nothing to write, is refused', async () => {
    const none = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
    for (const path of ['/api/tip-imports', '/api/tip-imports/preview']) {
      const answer = await send(path, none);
      expect(answer.status).toBe(422);
      const many = table(...Array.from({ length: 2_001 }, (_, at) => `N-${at};;;02/03/2026`));
      await expectProblem(await send(path, many), 'import.too_many_rows');
      const planner = await test.as('planner');
      await expectProblem(await send(path, 'a', planner), 'permission.denied');
    }
    await expectProblem(
      await send('/api/tip-imports', table(BAD[0] ?? '')),
      'import.nothing_to_write',
    );
  });
});
