import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AddressChoice, ReviewedAddress } from '#server/contract/address-review.ts';
import type { ImportPreview, ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { processorTime } from '#tests/support/timing.ts';

let test: TestApp;
let analyst: TestClient;

/** Two streets of one name, some five kilometres apart, and one that is like no other. */
const GAZETTEER = [
  'Tên,Địa chỉ,Kinh độ,Vĩ độ,Phường/xã',
  ',10 phố Thử Nghiệm,105.8500,21.0300,',
  ',20 phố Thử Nghiệm,105.8510,21.0300,',
  ',10 phố Song Sinh,105.8520,21.0330,',
  ',20 phố Song Sinh,105.8530,21.0330,',
  ',10 phố Song Sinh,105.8000,21.0400,',
  ',20 phố Song Sinh,105.8010,21.0400,',
].join('\n');

const LIST = [
  'Tên điểm;Loại;Địa chỉ;Phường/xã;Kinh độ;Vĩ độ;Trạng thái',
  'Quán Một Mẫu;KAR;14 phố Thử Nghiệm;;;;đề xuất',
  'Quán Hai Mẫu;KAR;10 phố Song Sinh;;;;đề xuất',
  'Quán Ba Mẫu;KAR;đường Không Có Ở Đâu Cả;;;;đề xuất',
  'Quán Bốn Mẫu;KAR;khu đất trống;Hoàn Kiếm;;;đề xuất',
  'Quán Năm Mẫu;KAR;20 pho thu nghiem;;0;0;đề xuất',
  'Quán Sáu Mẫu;KAR;10 phố Thử Nghiệm;;105,8600;21,0310;đề xuất',
].join('\n');

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  const admin = await test.as('admin');
  const form = new FormData();
  form.set('file', new File([GAZETTEER], 'bang.csv'));
  form.set('source', 'Bảng mẫu');
  form.set('errorMetres', '12');
  const taken = await admin.request('/api/gazetteers', {
    method: 'POST',
    body: form,
    headers: freshKey(),
  });
  if (!taken.ok) throw new Error(await taken.text());
});
afterAll(() => test.close());

function form(text: string, more: { mapping?: object; choices?: AddressChoice[] } = {}) {
  const body = new FormData();
  body.set('file', new File([text], 'danh-sach.csv', { type: 'text/csv' }));
  for (const [name, value] of Object.entries(more)) body.set(name, JSON.stringify(value));
  return { method: 'POST', body, headers: freshKey() };
}
async function previewOf(...given: Parameters<typeof form>): Promise<ImportPreview> {
  const response = await analyst.request('/api/point-imports/preview', form(...given));
  expect(response.status).toBe(200);
  return (await response.json()) as ImportPreview;
}
async function written(...given: Parameters<typeof form>): Promise<ImportResult> {
  const response = await analyst.request('/api/point-imports', form(...given));
  const lines = (await response.text()).trim().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as ImportProgress;
  if (last.phase !== 'done') throw new Error(JSON.stringify(last));
  return last.result;
}
const rowAt = ({ addresses }: ImportPreview, line: number): ReviewedAddress => {
  const row = addresses.rows.find((one) => one.line === line);
  if (row === undefined) throw new Error(`line ${line} is not under review`);
  return row;
};
const detailOf = async (name: string): Promise<PointDetail> => {
  const [point] = await test.database.sql<{ id: number }[]>`
    select id from point where official_name = ${name}`;
  return (await (await analyst.get(`/api/points/${point?.id}`)).json()) as PointDetail;
};

describe('a list of points with addresses in place of coordinates', () => {
  it('is looked up row by row, those that wait for somebody first', async () => {
    const preview = await previewOf(LIST);
    expect(preview.mapping.columns.address).toBe(2);
    expect(preview.missingFields).toEqual([]);
    expect(preview.addresses.counts).toEqual({
      several: 1,
      not_found: 1,
      commune: 1,
      street: 0,
      door: 2,
    });
    expect(preview.addresses.rows.map(({ line, grade }) => [line, grade])).toEqual([
      [3, 'several'],
      [4, 'not_found'],
      [5, 'commune'],
      [2, 'door'],
      [6, 'door'],
    ]);
    expect(preview.counts).toMatchObject({ rows: 6, ready: 3, needsConsent: 2, refused: 1 });
    const [first] = rowAt(preview, 2).candidates;
    expect(first).toMatchObject({ precision: 'interpolated', source: { name: 'Bảng mẫu' } });
    // Who has a position is not asked for an address.
    expect(preview.rows.map(({ line }) => line)).toEqual([2, 6, 7]);
    expect(preview.rows.at(-1)?.position).toEqual([105.86, 21.031]);
    expect(rowAt(preview, 5).address).toBe('khu đất trống, Hoàn Kiếm');
  });

  it('uses no place of several before somebody chose one of those that were shown', async () => {
    const several = rowAt(await previewOf(LIST), 3);
    expect(several).toMatchObject({ used: null, leftOut: false });
    expect(several.candidates.length).toBeGreaterThan(1);
    const second = several.candidates[1]?.position ?? null;
    const chosen = await previewOf(LIST, { choices: [{ line: 3, position: second }] });
    expect(rowAt(chosen, 3)).toMatchObject({ grade: 'several', used: 1 });
    expect(chosen.rows.find(({ line }) => line === 3)?.position).toEqual(second);
    const invented = await previewOf(LIST, { choices: [{ line: 3, position: [105.9, 21.1] }] });
    expect(rowAt(invented, 3).used).toBeNull();
    const left = await previewOf(LIST, { choices: [{ line: 2, position: null }] });
    expect(rowAt(left, 2)).toMatchObject({ used: null, leftOut: true });
    expect(left.counts.ready).toBe(2);
  });

  it('keeps precision and radius with the point, and takes a commune only with consent', async () => {
    const { mapping, addresses } = await previewOf(LIST);
    const position = addresses.rows[0]?.candidates[1]?.position ?? null;
    const given = {
      mapping: { ...mapping, consents: ['import.address_commune'] },
      choices: [{ line: 3, position }],
    };
    expect(await written(LIST, given)).toMatchObject({ added: 5, refused: 1 });
    const door = await detailOf('Quán Một Mẫu');
    expect(door.placePrecision).toBe('interpolated');
    expect(door.locationErrorMetres).toBeGreaterThanOrEqual(12);
    expect(door.events[0]?.detail).toMatchObject({
      placedBy: { precision: 'interpolated', source: 'Bảng mẫu' },
    });
    const commune = await detailOf('Quán Bốn Mẫu');
    expect(commune.placePrecision).toBe('commune');
    expect(commune.locationErrorMetres).toBeGreaterThan(100);
    expect((await detailOf('Quán Hai Mẫu')).anchor).toEqual(position);
    expect((await detailOf('Quán Sáu Mẫu')).placePrecision).toBeNull();
  });

  it('changes nothing and asks nothing when it comes again, even beside a better gazetteer', async () => {
    const admin = await test.as('admin');
    const better = new FormData();
    const table = 'Địa chỉ,Kinh độ,Vĩ độ\n14 phố Thử Nghiệm,105.8507,21.0302';
    better.set('file', new File([table], 'moi.csv'));
    better.set('source', 'Bảng mới');
    better.set('errorMetres', '5');
    await admin.request('/api/gazetteers', { method: 'POST', body: better, headers: freshKey() });
    const before = await detailOf('Quán Một Mẫu');
    const again = await previewOf(LIST);
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 5, refused: 1 });
    expect(again.addresses.rows.map(({ line }) => line)).toEqual([4]);
    expect(await written(LIST)).toMatchObject({ added: 0, unchanged: 5 });
    expect((await detailOf('Quán Một Mẫu')).anchor).toEqual(before.anchor);
  });

  it('rests on its address no longer once somebody moved the point', async () => {
    const point = await detailOf('Quán Năm Mẫu');
    expect(point.placePrecision).toBe('door');
    const moved = await analyst.post(`/api/points/${point.id}/correct`, {
      version: point.version,
      effectiveOn: test.deps.clock.today(),
      reason: 'Đã đo tại chỗ.',
      point: {
        geometry: { type: 'Point', coordinates: [105.8512, 21.0301] },
        locationErrorMetres: 5,
      },
    });
    expect(moved.status).toBe(200);
    expect(await detailOf('Quán Năm Mẫu')).toMatchObject({
      placePrecision: null,
      locationErrorMetres: 5,
    });
  });

  it('places by hand what was not found, with its error or its commune, and says whose hand it was', async () => {
    const list = [
      'Tên điểm;Loại;Địa chỉ;Trạng thái',
      'Quán Tay Một;KAR;đường Không Đâu Một;đề xuất',
      'Quán Tay Hai;KAR;đường Không Đâu Hai;đề xuất',
      'Quán Tay Ba;KAR;đường Không Đâu Ba;đề xuất',
      'Quán Tay Bốn;KAR;đường Không Đâu Bốn;đề xuất',
    ].join('\n');
    const communes: { id: number; name: string; centre: [number, number] }[] = (
      await (await analyst.get('/api/communes')).json()
    ).items;
    const commune = communes.find(({ name }) => name === 'Hoàn Kiếm');
    const choices: AddressChoice[] = [
      { line: 2, byHand: { position: [105.8525, 21.0325], errorMetres: 100 } },
      { line: 3, byHand: { communeId: commune?.id ?? 0 } },
      { line: 4, byHand: { position: [106.9, 20.2], errorMetres: 20 } },
    ];
    const preview = await previewOf(list, { choices });
    expect(rowAt(preview, 2)).toMatchObject({
      grade: 'not_found',
      used: null,
      byHand: { position: [105.8525, 21.0325], radiusMetres: 100, outsideCity: false },
    });
    expect(rowAt(preview, 3).byHand).toMatchObject({ commune: 'Hoàn Kiếm', outsideCity: false });
    expect(rowAt(preview, 4).byHand).toMatchObject({ outsideCity: true });
    expect(preview.problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'import.outside_city'],
      [5, 'import.address_not_found'],
    ]);
    expect(preview.counts).toMatchObject({ ready: 2, refused: 2, needsConsent: 0 });

    expect(await written(list, { choices })).toMatchObject({ added: 2, refused: 2 });
    const spot = await detailOf('Quán Tay Một');
    expect(spot).toMatchObject({ locationErrorMetres: 100, placePrecision: null });
    expect(spot.anchor).toEqual([105.8525, 21.0325]);
    expect(spot.events[0]).toMatchObject({
      actorRole: 'analyst',
      detail: { placedBy: { byHand: true, commune: null, radiusMetres: 100 } },
    });
    const known = await detailOf('Quán Tay Hai');
    expect(known).toMatchObject({ placePrecision: 'commune', anchor: commune?.centre });
    expect(known.locationErrorMetres).toBeGreaterThan(100);
    const audit = await test.database.sql<{ detail: Record<string, unknown> }[]>`
      select detail from audit_entry where action = 'points.import' order by seq desc limit 1`;
    expect(audit[0]?.detail['placedByHand']).toBe(2);

    // Known by its name and address: the next time it is neither asked for nor moved by another hand.
    const moved: AddressChoice[] = [
      { line: 2, byHand: { position: [105.86, 21.04], errorMetres: 20 } },
    ];
    expect(await written(list, { choices: moved })).toMatchObject({ added: 0, unchanged: 2 });
    expect((await detailOf('Quán Tay Một')).anchor).toEqual([105.8525, 21.0325]);
  });

  it('refuses choices that are none', async () => {
    const body = new FormData();
    body.set('file', new File([LIST], 'danh-sach.csv'));
    for (const choices of [
      '[{"line":0}]',
      '[{"line":2,"byHand":{"position":[105.8,21]}}]',
      '[{"line":2,"byHand":{"position":[105.8,21],"errorMetres":90000}}]',
    ]) {
      body.set('choices', choices);
      await expectProblem(
        await analyst.request('/api/point-imports/preview', { method: 'POST', body }),
        'request.invalid',
      );
    }
  });
});

describe.skipIf(realDataMissing)('the bus stops that are named after a house', () => {
  it('are looked up by the others in bounded time, and at once when the same list is read again', async () => {
    const stops: { name: string; lon: string; lat: string }[] = parse(
      readFileSync(realData('hanoi_bus_stops_osm.csv')),
      { columns: true, bom: true },
    );
    const numbered = stops.filter(({ name }) => /\d/.test(name) && !name.includes('"'));
    const others = stops.filter(({ name }) => name !== '' && !/\d/.test(name));
    const admin = await test.as('admin');
    const gazetteer = new FormData();
    const table = others.map(({ name, lon, lat }) => `"${name.replaceAll('"', '')}",${lon},${lat}`);
    gazetteer.set('file', new File([['Tên,lon,lat', ...table].join('\n')], 'diem-dung.csv'));
    gazetteer.set('source', 'Điểm dừng');
    gazetteer.set('errorMetres', '60');
    const taken = await admin.request('/api/gazetteers', {
      method: 'POST',
      body: gazetteer,
      headers: freshKey(),
    });
    expect(taken.status).toBe(200);

    const rows = numbered.map(({ name }, at) => `Điểm ${at};CC-BX;"${name}"`);
    const list = ['Tên điểm;Loại;Địa chỉ', ...rows].join('\n');
    const previews: ImportPreview[] = [];
    const look = () =>
      processorTime(async () => previews.push(await previewOf(list)), test.database);
    const [first, again] = [await look(), await look()];
    const [{ addresses } = await previewOf(list)] = previews;
    const { counts } = addresses;
    console.log(
      `${numbered.length} addresses: ${JSON.stringify(counts)} in ${Math.round(first)} ms, again in ${Math.round(again)} ms`,
    );
    const asked = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(asked).toBeGreaterThan(1_500);
    expect(counts.several).toBeGreaterThan(0);
    expect(
      addresses.rows.filter(({ grade, used }) => grade === 'several' && used !== null),
    ).toEqual([]);
    expect(first).toBeLessThan(10_000);
    expect(again).toBeLessThan(first / 4);
  }, 120_000);
});
