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
  });
});

describe('the signature of a header', () => {
  it('is the same however the headings are typed', () => {
    const signature = headerSignature(['Tên điểm', 'Kinh độ', 'Hoà']);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(headerSignature(['TÊN_ĐIỂM ', 'kinh do', 'Hòa'.normalize('NFD')])).toBe(signature);
  });

  it('tells other columns or another order apart', () => {
    const headers = [['a', 'b'], ['b', 'a'], ['a', 'b', 'c'], ['a b'], ['ab', '']];
    expect(new Set(headers.map(headerSignature)).size).toBe(headers.length);
  });
});
