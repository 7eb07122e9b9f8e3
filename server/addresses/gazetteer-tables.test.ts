import { describe, expect, it } from 'vitest';

import type { GazetteerColumns } from '#server/contract/gazetteer.ts';
import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import type { OsmData } from '#server/methods/osm/osm-data.ts';
import type { Table } from '#server/tables/table.ts';

import { areaName, CommuneNames, type KnownCommune } from './commune-names.ts';
import { osmEntries, WANTED_OF_OSM } from './osm-entries.ts';
import { clustersOf } from './place-readings.ts';
import { guessColumns, missingColumns, tableEntries } from './table-entries.ts';

const FIELDS = [
  'longitude',
  'latitude',
  'name',
  'address',
  'street',
  'houseNumber',
  'alleys',
  'locality',
  'errorMetres',
] as const;
const COLUMNS: GazetteerColumns = Object.fromEntries(FIELDS.map((field, at) => [field, at]));
const SPOT = { longitude: '105.85', latitude: '21.03' };
function entryOf(cells: Partial<Record<(typeof FIELDS)[number], string>>) {
  const row = { line: 2, cells: FIELDS.map((field) => ({ ...SPOT, ...cells })[field] ?? null) };
  const { entries, refused } = tableEntries({ rows: [row] } as unknown as Table, COLUMNS);
  return entries[0] ?? refused[0]?.code;
}

describe('the columns of a gazetteer', () => {
  it.each([
    ['longitude', ['lon', 'lng', 'Kinh độ', 'X']],
    ['latitude', ['lat', 'Vĩ độ', 'Y']],
    ['coordinates', ['Tọa độ', 'Vị trí']],
    ['houseNumber', ['Số nhà', 'Số', 'addr:housenumber']],
    ['alleys', ['Ngõ', 'Ngách', 'Hẻm', 'Ngõ/ngách']],
    ['street', ['Đường', 'Phố', 'Tên đường', 'Đường phố', 'addr:street']],
    ['address', ['Địa chỉ', 'Address']],
    ['name', ['Tên', 'Tên địa danh', 'Địa danh', 'Tên điểm']],
    ['locality', ['Phường/xã', 'Phường', 'Xã', 'Quận/huyện', 'Khu vực']],
    ['errorMetres', ['Sai số', 'Sai số (m)', 'accuracy']],
  ] as const)('are known by their headings: %s', (field, headings) => {
    for (const heading of headings) expect(guessColumns([heading])).toEqual({ [field]: 0 });
  });

  it('have each one meaning', () => {
    expect(guessColumns(['Tên', 'Tên', 'Địa danh'])).toEqual({ name: 0 });
  });

  it('need a position, unless it is a map, and words', () => {
    expect(missingColumns({}, 'csv')).toEqual(['longitude', 'latitude', 'address']);
    expect(missingColumns({ longitude: 0 }, 'csv')).toEqual(['longitude', 'latitude', 'address']);
    expect(missingColumns({ coordinates: 0, street: 1 }, 'csv')).toEqual([]);
    expect(missingColumns({ longitude: 0, latitude: 1, name: 2 }, 'csv')).toEqual([]);
    expect(missingColumns({ address: 0 }, 'geojson')).toEqual([]);
  });
});

describe('a row of a gazetteer', () => {
  it('has its street and door as they stand', () => {
    const given = {
      street: 'Hàng Bông',
      houseNumber: '12A',
      alleys: '34/5',
      locality: 'Hoàn Kiếm',
    };
    expect(entryOf({ ...given, name: 'Chợ' })).toEqual({
      ...given,
      name: 'Chợ',
      line: [[105.85, 21.03]],
      errorMetres: null,
    });
  });

  it('has its address taken apart where that is a door and nothing more', () => {
    expect(entryOf({ address: '12A-14 phố Hàng Bông' })).toMatchObject({
      name: null,
      houseNumber: '12A-14',
      alleys: null,
    });
    expect(entryOf({ address: 'ngõ 34 phố Hàng Bông', name: 'Chợ Mới' })).toMatchObject({
      name: 'Chợ Mới',
      houseNumber: null,
      alleys: '34',
    });
  });

  it('keeps an address that says something else as a name', () => {
    expect(entryOf({ name: 'Chợ Mới', address: 'Gần đình' })).toMatchObject({
      name: 'Chợ Mới - Gần đình',
      street: null,
    });
  });

  it.each([
    ['0', 0],
    ['12,5', 12.5],
    ['5000', 5_000],
    ['5001', null],
    ['-1', null],
    ['x', null],
  ])('has an error of %s metres where that can be', (text, errorMetres) => {
    expect(entryOf({ name: 'Chợ', errorMetres: text })).toMatchObject({ errorMetres });
  });

  it.each([
    ['name', 300],
    ['street', 200],
    ['locality', 200],
  ] as const)('has texts of limited length: %s', (field, longest) => {
    const street = field === 'street' ? {} : { street: 'Phố' };
    expect(entryOf({ ...street, [field]: 'x'.repeat(longest) })).toHaveProperty('line');
    expect(entryOf({ ...street, [field]: 'x'.repeat(longest + 1) })).toBe('import.text_too_long');
  });

  it('is left out without words, or with a position that is not certain', () => {
    expect(entryOf({})).toBe('import.name_missing');
    expect(entryOf({ name: 'Chợ', longitude: '21.03', latitude: '105.85' })).toBe(
      'import.coordinates_swapped',
    );
    expect(entryOf({ name: 'Chợ', longitude: '106.7', latitude: '10.8' })).toBe(
      'import.outside_city',
    );
    expect(entryOf({ name: 'Chợ', longitude: 'x' })).toBe('import.coordinates_unreadable');
  });
});

describe('an entry of OSM', () => {
  const node = (tags: Record<string, string>, position: LonLat = [105.85, 21.03]) => ({
    nodes: [{ id: 7, tags, longitude: position[0], latitude: position[1] }],
    ways: [],
  });
  const way = (tags: Record<string, string>, line: LonLat[]) => ({
    nodes: [],
    ways: [{ id: 8, tags, nodes: line.map((_, at) => at) }],
    positionOf: (at: number) => line[at],
  });
  const read = (data: object) => osmEntries(data as OsmData, CITY_BOUNDS);
  const LINE: LonLat[] = [
    [105.8, 21],
    [105.82, 21],
    [105.82, 21.02],
    [105.8, 21],
  ];

  it('is a street with its line, or a place at the middle of its corners', () => {
    expect(read(way({ highway: 'residential', name: 'Phố Thử' }, LINE)).entries).toEqual([
      {
        name: null,
        street: 'Phố Thử',
        houseNumber: null,
        alleys: null,
        locality: null,
        line: LINE,
        errorMetres: 10,
      },
    ]);
    const [place] = read(way({ amenity: 'school', name: 'Trường' }, LINE)).entries;
    expect(place).toMatchObject({ name: 'Trường', street: null, errorMetres: null });
    expect(place?.line[0]?.[0]).toBeCloseTo(105.813_333, 5);
    expect(place?.line[0]?.[1]).toBeCloseTo(21.006_667, 5);
  });

  it('is a door with its street and where it lies, and no door without a street', () => {
    const door = { 'addr:housenumber': '12', 'addr:street': 'Phố Thử' };
    const where = { 'addr:suburb': 'Láng', 'addr:city': 'Hà Nội', 'addr:district': '' };
    expect(read(node({ ...door, ...where })).entries[0]).toMatchObject({
      houseNumber: '12',
      street: 'Phố Thử',
      locality: 'Láng, Hà Nội',
    });
    const shop = { 'addr:housenumber': '12', shop: 'yes', name: 'Quán' };
    expect(read(node(shop)).entries[0]).toMatchObject({ houseNumber: null, name: 'Quán' });
  });

  it('is left out beyond the bounds, or with a name that is too long', () => {
    expect(read(node({ shop: 'yes', name: 'Quán' }, [107, 21])).refused).toEqual([
      { line: 7, code: 'import.outside_city' },
    ]);
    expect(read(node({ shop: 'yes', name: 'x'.repeat(201) })).refused).toEqual([
      { line: 7, code: 'import.text_too_long' },
    ]);
    expect(read(node({ shop: 'yes', name: 'x'.repeat(200) })).entries).toHaveLength(1);
  });

  it('is wanted where it has a name or a door, a street only as a way', () => {
    const { node: spot, way: line } = WANTED_OF_OSM;
    const street = { highway: 'residential', name: 'Phố' };
    const stop = { highway: 'bus_stop', name: 'Bến' };
    expect([spot?.(street), line?.(street)]).toEqual([false, true]);
    expect([spot?.(stop), line?.(stop)]).toEqual([true, true]);
    expect(line?.({ highway: 'residential', name: '' })).toBe(false);
    expect(spot?.({ 'addr:housenumber': '1', 'addr:street': '' })).toBe(false);
    expect(spot?.({ shop: 'yes' })).toBe(false);
    expect(spot?.({ man_made: 'tower', name: 'Tháp' })).toBe(true);
  });
});

describe('the names of communes', () => {
  const known = (id: number, name: string, ...formerNames: string[]): KnownCommune => ({
    id,
    name,
    formerNames,
    centre: [105.8, 21],
    radiusMetres: 1_000,
  });
  const names = new CommuneNames([
    known(1, 'Hoàn Kiếm', 'Hàng Bạc'),
    known(2, 'Ba Đình', 'Hàng Bạc', 'Ba Đình'),
    known(3, 'Xã Xa La'),
    known(4, 'Cầu Thử', 'Quan Hoa'),
    known(5, 'Phương Liệt'),
  ]);
  const found = (name: string) =>
    names.find(name).map(({ commune, former, exact }) => [commune.id, former, exact]);

  it('lead to the commune, with or without the word for its type', () => {
    expect(found('Phường Hoàn Kiếm')).toEqual([[1, null, true]]);
    expect(found('hoan kiem')).toEqual([[1, null, true]]);
    expect(found('Hàng Bạc')).toEqual([
      [1, 'Hàng Bạc', true],
      [2, 'Hàng Bạc', true],
    ]);
    expect(found('Ba Đình')).toEqual([[2, null, true]]);
    expect([names.has('P. Láng'), names.has('Quận Ba Đình')]).toEqual([false, true]);
  });

  it('keep both words of a name like “Xa La”, which has no mark to tell them by', () => {
    expect(found('Xa La')).toEqual([[3, null, true]]);
    expect(found('xa la')).toEqual([[3, null, true]]);
    expect(found('xã Xa La')).toEqual([[3, null, true]]);
    expect(found('quan hoa')).toEqual([[4, 'Quan Hoa', true]]);
    expect(found('Phường Quan Hoa')).toEqual([[4, 'Quan Hoa', true]]);
    expect(['Xa La', 'xã Xa La', 'Quan Hoa', 'phuong liet'].every((name) => names.has(name))).toBe(
      true,
    );
    expect(['La', 'xã La', 'Hoa', 'quận Hoa', 'phường Liệt'].some((name) => names.has(name))).toBe(
      false,
    );
  });

  it('lose a first word for the type, with and without its marks', () => {
    expect(found('xa ba dinh')).toEqual([[2, null, true]]);
    expect(found('phuong phuong liet')).toEqual([[5, null, true]]);
    expect(found('phuong liet')).toEqual([[5, null, true]]);
    expect(found('Phường Phương Liệt')).toEqual([[5, null, true]]);
  });

  it('lead there with a wrong letter in the name or in the word before it, and no farther', () => {
    expect(found('Hoàn Kiếmm')).toEqual([[1, null, false]]);
    expect(found('Phưong Hoàn Kiếmm')).toEqual([[1, null, false]]);
    expect(found('Phuờngg Hoàn Kiếm')[0]?.[0]).toBe(1);
    expect(found('Đông Ngạc')).toEqual([]);
  });

  it('keep a first word that is only like one for a type', () => {
    expect(areaName('Phường Hoàn Kiếm')).toBe('hoan kiem');
    expect(areaName('Phương Liệt')).toBe('phuong liet');
    expect(areaName('phuong liet')).toBe('liet');
    expect(areaName('Xa Lộc')).toBe('xa loc');
    expect(areaName('Xã')).toBe('xa');
    expect(areaName('TP. Hà Nội')).toBe('ha noi');
  });
});

describe('things that lie apart', () => {
  const METRE = 1 / 111_195;
  const clusters = (...metres: number[]) =>
    clustersOf(metres, (one): LonLat => [105.8, 21 + one * METRE], 100);

  it('belong together where a chain of short steps leads from one to the other', () => {
    expect(clusters(0, 300, 90, 180, 399)).toEqual([
      [0, 90, 180],
      [300, 399],
    ]);
    expect(clusters(0, 101)).toEqual([[0], [101]]);
    expect(clusters()).toEqual([]);
  });
});
