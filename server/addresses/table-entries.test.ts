import { describe, expect, it } from 'vitest';

import type { GazetteerColumns } from '#server/contract/gazetteer.ts';
import type { Table } from '#server/tables/table.ts';

import { guessColumns, missingColumns, tableEntries } from './table-entries.ts';

const FIELDS = [
  'latitude',
  'longitude',
  'name',
  'address',
  'street',
  'houseNumber',
  'alleys',
] as const;
type Cells = Partial<Record<(typeof FIELDS)[number] | 'locality' | 'errorMetres', string>>;
const COLUMNS: GazetteerColumns = Object.fromEntries(
  [...FIELDS, 'locality', 'errorMetres'].map((field, at) => [field, at]),
);
const HERE = { latitude: '21.03', longitude: '105.85' };

/** Reads rows that stand from line 2 on. */
function read(...rows: Cells[]) {
  const fields = [...FIELDS, 'locality', 'errorMetres'] as const;
  const table = {
    rows: rows.map((cells, at) => ({
      line: at + 2,
      cells: fields.map((field) => cells[field] ?? null),
    })),
  } as unknown as Table;
  return tableEntries(table, COLUMNS);
}
const entry = (cells: Cells) => read({ ...HERE, ...cells }).entries[0];
const refusal = (cells: Cells) => read(cells).refused[0]?.code;

describe('the columns of a table', () => {
  it('are known by their headings in Vietnamese or English, each once', () => {
    expect(guessColumns(['Vĩ độ', 'Kinh độ', 'Số nhà', 'Đường', 'Phường/Xã', 'Sai số'])).toEqual({
      latitude: 0,
      longitude: 1,
      houseNumber: 2,
      street: 3,
      locality: 4,
      errorMetres: 5,
    });
    expect(guessColumns(['name', 'address', 'lon', 'lat'])).toEqual({
      name: 0,
      address: 1,
      longitude: 2,
      latitude: 3,
    });
    expect(guessColumns(['Tên', 'Tên điểm', 'Toạ độ'])).toEqual({ name: 0, coordinates: 2 });
    expect(guessColumns(['Ghi chú'])).toEqual({});
  });

  it('must give a position and words', () => {
    expect(missingColumns({ latitude: 0, longitude: 1, name: 2 }, 'csv')).toEqual([]);
    expect(missingColumns({ coordinates: 0, street: 1 }, 'csv')).toEqual([]);
    expect(missingColumns({ coordinates: 0, address: 1 }, 'csv')).toEqual([]);
    expect(missingColumns({ latitude: 0, name: 2 }, 'csv')).toEqual(['longitude', 'latitude']);
    expect(missingColumns({ longitude: 0, name: 2 }, 'csv')).toEqual(['longitude', 'latitude']);
    expect(missingColumns({ coordinates: 0, houseNumber: 1 }, 'csv')).toEqual(['address']);
    expect(missingColumns({}, 'geojson')).toEqual(['address']);
  });
});

describe('a row of a table', () => {
  it('with a street is taken as it stands, column by column', () => {
    expect(
      entry({
        name: 'Chợ Mẫu',
        street: 'Phố Huế',
        houseNumber: '12A',
        alleys: '34/5',
        locality: 'Minh Họa',
        address: '99 Lò Đúc',
        errorMetres: '7,5',
      }),
    ).toEqual({
      name: 'Chợ Mẫu',
      street: 'Phố Huế',
      houseNumber: '12A',
      alleys: '34/5',
      locality: 'Minh Họa',
      line: [[105.85, 21.03]],
      errorMetres: 7.5,
    });
  });

  it('with an address is taken apart into its door', () => {
    expect(entry({ address: 'số 12A-14 ngách 34/5 phố Huế', locality: 'Minh Họa' })).toMatchObject({
      name: null,
      street: 'Huế',
      houseNumber: '12A-14',
      alleys: '34/5',
      locality: 'Minh Họa',
    });
    expect(entry({ address: 'ngõ 34 phố Huế' })).toMatchObject({ houseNumber: null, alleys: '34' });
    expect(entry({ address: '12 phố Huế' })).toMatchObject({ houseNumber: '12', alleys: null });
  });

  it('keeps an address whole that says more than a door, unless the place has a name', () => {
    const more = 'Chợ Mẫu - 224 Nguyễn Trãi';
    const nothing = { street: null, houseNumber: null, alleys: null };
    expect(entry({ address: more })).toMatchObject({ name: more, ...nothing });
    expect(entry({ address: '12/34 Đội Cấn' })).toMatchObject({
      name: '12/34 Đội Cấn',
      ...nothing,
    });
    expect(entry({ name: 'Chợ Mẫu', address: more })).toMatchObject({
      name: 'Chợ Mẫu',
      street: 'Nguyễn Trãi',
      houseNumber: '224',
    });
    expect(entry({ name: 'Chợ Mẫu', address: 'Xóm Cũ' })).toMatchObject({
      name: 'Chợ Mẫu - Xóm Cũ',
      ...nothing,
    });
  });

  it.each([
    ['0', 0],
    ['5000', 5_000],
    ['5000.1', null],
    ['-1', null],
    ['gần', null],
    [undefined, null],
  ])('with the error %j is known to %j metres', (errorMetres, metres) => {
    const cells = errorMetres === undefined ? {} : { errorMetres };
    expect(entry({ name: 'Chợ Mẫu', ...cells })?.errorMetres).toBe(metres);
  });
});

describe('a row that is left out', () => {
  it('is named by its line, with the reason', () => {
    const { entries, refused } = read({ ...HERE, name: 'Chợ Mẫu' }, { name: 'Chợ' }, { ...HERE });
    expect(entries).toHaveLength(1);
    expect(refused.map(({ line }) => line)).toEqual([3, 4]);
    expect(refused[1]?.code).toBe('import.name_missing');
  });

  it('lies far from the city', () => {
    expect(refusal({ latitude: '10.77', longitude: '106.7', name: 'Chợ' })).toMatch(/^import\./);
  });

  it.each([
    ['name', 300],
    ['street', 200],
    ['houseNumber', 30],
    ['alleys', 60],
    ['locality', 200],
  ] as const)('has more letters in its %s than %d', (field, most) => {
    const cells = { ...HERE, name: 'Chợ', street: 'Huế' };
    expect(read({ ...cells, [field]: 'x'.repeat(most) }).refused).toEqual([]);
    expect(refusal({ ...cells, [field]: 'x'.repeat(most + 1) })).toBe('import.text_too_long');
  });
});
