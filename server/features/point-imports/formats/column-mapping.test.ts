import { describe, expect, it } from 'vitest';

import type { TableRow } from '#server/tables/table.ts';

import { guessMapping, headerSignature, missingFields } from './column-mapping.ts';

const rows = (...cells: (string | null)[][]): TableRow[] =>
  cells.map((row, index) => ({ line: index + 2, cells: row }));

describe('a guessed mapping', () => {
  it.each([
    [
      [
        'Mã điểm',
        'Tên điểm',
        'Loại hình',
        'Kinh độ',
        'Vĩ độ',
        'Phường/xã',
        'Trạng thái',
        'Ngày đưa vào danh mục',
        'Ngày triệt xóa',
        'Ngày bàn giao',
        'Số văn bản',
        'Ghi chú',
      ],
      [
        'externalId',
        'officialName',
        'category',
        'longitude',
        'latitude',
        'communeName',
        'status',
        'listedOn',
        'eliminatedOn',
        'handedOverOn',
        'documentNumber',
        'note',
      ],
    ],
    [
      ['ID', 'Name', 'Alias', 'Category', 'LON', 'LAT', 'commune_code', 'Status', 'Accuracy (m)'],
      [
        'externalId',
        'officialName',
        'aliases',
        'category',
        'longitude',
        'latitude',
        'communeCode',
        'status',
        'locationErrorMetres',
      ],
    ],
    [
      ['osm_node', 'name', 'lon', 'lat', 'commune_code', 'commune'],
      ['externalId', 'officialName', 'longitude', 'latitude', 'communeCode', 'communeName'],
    ],
    [
      ['TT', 'TÊN CƠ SỞ', 'Tọa độ (X)', 'Tọa độ (Y)', 'Nhóm'],
      [null, 'officialName', 'longitude', 'latitude', 'kind'],
    ],
    [
      ['ten_diem', 'toa_do'],
      ['officialName', 'coordinates'],
    ],
    [
      ['Tên', 'WKT'],
      ['officialName', 'wkt'],
    ],
    [
      ['Tên', 'lng', 'lat'],
      ['officialName', 'longitude', 'latitude'],
    ],
  ])('knows the headings %j', (header, fields) => {
    const expected = Object.fromEntries(
      fields.flatMap((field, index) => (field === null ? [] : [[field, index]])),
    );
    expect(guessMapping(header, []).columns).toEqual(expected);
  });

  it('looks at the cells where the headings say nothing', () => {
    const sample = rows(
      ['1', 'Ngã ba đường tối', '105,85', '21,03'],
      ['2', 'Vườn hoa phía bắc', '105,86', '21,04'],
    );
    expect(guessMapping(['a', 'b', 'c', 'd'], sample).columns).toEqual({
      officialName: 1,
      longitude: 2,
      latitude: 3,
    });
  });

  it('finds positions in one cell by their content', () => {
    const sample = rows(['Ngã ba', '21.03, 105.85'], ['Vườn hoa', '21.04, 105.86']);
    expect(guessMapping(['Tên', 'b'], sample).columns).toEqual({ officialName: 0, coordinates: 1 });
  });

  it('takes the surveyors’ X for the northing when the cells are metres', () => {
    const sample = rows(['Ngã ba', '2326509.05', '588154.48']);
    expect(guessMapping(['Tên', 'X', 'Y'], sample).columns).toEqual({
      officialName: 0,
      longitude: 2,
      latitude: 1,
    });
  });

  it('names a column by its cells where four of five look alike, and not where fewer do', () => {
    const sample = (odd: number) =>
      rows(...Array.from({ length: 10 }, (_, at) => ['Ngã ba', at < odd ? 'x' : '21.03, 105.85']));
    expect(guessMapping(['Tên', 'b'], sample(2)).columns).toHaveProperty('coordinates', 1);
    expect(guessMapping(['Tên', 'b'], sample(3)).columns).not.toHaveProperty('coordinates');
  });

  it('takes the longest texts for the name, if they are words of four letters at least', () => {
    const named = (...cells: (string | null)[][]) =>
      guessMapping(['a', 'b'], rows(...cells)).columns.officialName;
    expect(named(['Quán', 'Quán nước'])).toBe(1);
    expect(named(['Quán', '2026'])).toBe(0);
    expect(named(['Bar', '1'])).toBeUndefined();
    // Words in half of the rows are enough.
    expect(named(['Quán nước', '1'], [null, '2'])).toBe(0);
    expect(named(['Quán nước', '1'], [null, '2'], [null, '3'])).toBeUndefined();
  });

  it('keeps the axes as they stand where fewer than half of the rows are turned', () => {
    const turned = ['Ngã ba', '2326509.05', '588154.48'];
    const usual = ['Ngã tư', '588154.48', '2326509.05'];
    const axes = (...cells: string[][]) => guessMapping(['Tên', 'X', 'Y'], rows(...cells)).columns;
    expect(axes(turned, usual, usual)).toMatchObject({ longitude: 1, latitude: 2 });
    expect(axes(turned, usual)).toMatchObject({ longitude: 2, latitude: 1 });
  });

  it('sees no value outside the surroundings of the city as a longitude or latitude', () => {
    const sample = rows(['Ngã ba', '106,85', '21,03'], ['Vườn hoa', '107,86', '21,04']);
    expect(guessMapping(['Tên', 'b', 'c'], sample).columns).toEqual({ officialName: 0 });
  });

  it('gives no column two meanings, and none to the reasons of refused rows', () => {
    expect(guessMapping(['Tên', 'Tên'], []).columns).toEqual({ officialName: 0 });
    const header = ['Tên', 'Dòng trong tệp đã gửi', 'Lý do chưa nhập'];
    const sample = rows(['Bar', '4', 'Thiếu tọa độ'], ['Spa', '5', 'Thiếu tọa độ']);
    expect(guessMapping(header, sample).columns).toEqual({ officialName: 0 });
    const unnamed = guessMapping(['a', ...header.slice(1)], sample).columns;
    expect(unnamed).toEqual({});
  });

  it('drops half a pair of coordinates', () => {
    expect(guessMapping(['Tên', 'Kinh độ'], []).columns).toEqual({ officialName: 0 });
  });

  it('never chooses a default category by itself', () => {
    const mapping = guessMapping(['Tên', 'lon', 'lat'], []);
    expect(mapping.defaults).toEqual({
      category: null,
      status: 'proposed',
      listedOn: null,
      documentNumber: null,
    });
    expect(missingFields(mapping, 'csv')).toEqual(['category']);
    expect(missingFields(guessMapping(['x1', 'x2'], []), 'csv')).toEqual([
      'officialName',
      'coordinates',
      'category',
    ]);
    expect(missingFields(guessMapping(['Tên', 'Loại hình'], []), 'geojson')).toEqual([]);
    for (const place of [['WKT'], ['toa_do'], ['lon', 'lat'], ['Địa chỉ']]) {
      expect(missingFields(guessMapping(['Tên', 'Loại hình', ...place], []), 'csv')).toEqual([]);
    }
    const chosen = { ...mapping, defaults: { ...mapping.defaults, category: 'NN' } };
    expect(missingFields(chosen, 'csv')).toEqual([]);
  });
});

describe('the signature of a header', () => {
  it('is the same however the headings are typed', () => {
    const signature = headerSignature(['Tên điểm', 'Kinh độ', 'Hoà']);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(headerSignature(['TÊN_ĐIỂM ', 'kinh do', 'Hòa'.normalize('NFD')])).toBe(signature);
  });

  it('is the same behind the reasons of refused rows', () => {
    const own = ['Tên điểm', 'Kinh độ'];
    const given = [...own, 'Dòng trong tệp đã gửi', 'Lý do chưa nhập'];
    expect(headerSignature(given)).toBe(headerSignature(own));
  });

  it('tells other columns or another order apart', () => {
    const headers = [['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], ['a b'], ['ab', '']];
    expect(new Set(headers.map(headerSignature)).size).toBe(headers.length);
  });
});
