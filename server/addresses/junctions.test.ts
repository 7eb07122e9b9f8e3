import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { CommuneNames } from './commune-names.ts';
import { GazetteerIndex, type GazetteerEntry } from './gazetteer-index.ts';
import { locateJunctions } from './locate-junction.ts';
import { clustersOf } from './place-readings.ts';

const METRE = 1 / 111_195;
const north = (metres: number): LonLat => [105.8, 21 + metres * METRE];
const metresOf = ([, latitude]: LonLat) => Math.round((latitude - 21) / METRE);

function indexOf(...entries: Partial<GazetteerEntry>[]): GazetteerIndex {
  const index = new GazetteerIndex([]);
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  for (const [id, entry] of entries.entries()) {
    index.add({ id, setId: 1, ...none, line: [north(0)], errorMetres: 5, ...entry });
  }
  return index;
}
const street = (name: string, ...metres: number[]) => ({ street: name, line: metres.map(north) });
const meeting = (index: GazetteerIndex, first = 'Ngang', second = 'Dọc') =>
  locateJunctions(index, [first, second]).map(({ position, radiusMetres, exact }) => ({
    at: metresOf(position),
    radius: Math.round(radiusMetres),
    exact,
  }));

describe('the junction of two streets', () => {
  it('is a place that the gazetteer calls so, whatever the lines of the streets say', () => {
    const named = { name: 'Ngã ba Dọc - Ngang', line: [north(70)], errorMetres: 12 };
    const index = indexOf(named, street('Ngang', 0, 10), street('Dọc', 0, -10));
    expect(meeting(index)).toEqual([{ at: 70, radius: 52, exact: true }]);
  });

  it('is the corner that both lines have', () => {
    const index = indexOf(street('Ngang', -100, 40, 100), street('Dọc', 40, 900));
    expect(meeting(index)).toEqual([{ at: 40, radius: 40, exact: true }]);
  });

  it('lies half way between the ends of two lines that nearly meet', () => {
    const apart = (metres: number) => indexOf(street('Ngang', -90, 0), street('Dọc', metres, 900));
    expect(meeting(apart(38))).toEqual([{ at: 19, radius: 40, exact: true }]);
    expect(meeting(apart(44))).toEqual([{ at: 22, radius: 144, exact: true }]);
  });

  it('is only roughly known between single places along the streets, up to 500 metres', () => {
    const apart = (metres: number) => indexOf(street('Ngang', 0), street('Dọc', metres));
    expect(meeting(apart(30))).toEqual([{ at: 15, radius: 130, exact: true }]);
    expect(meeting(apart(490))).toEqual([{ at: 245, radius: 590, exact: true }]);
    expect(meeting(apart(510))).toEqual([]);
  });

  it('of a street with itself, or with one that nobody knows, is none', () => {
    const index = indexOf(street('Ngang', 0, 10), street('Ngang', 15, 30));
    expect(meeting(index, 'Ngang', 'Ngang')).toEqual([]);
    expect(meeting(index, 'Ngang', 'Dọc')).toEqual([]);
  });

  it('is not exact where one of the names is only like the one asked', () => {
    const index = indexOf(street('Nguyễn Ngang', 0, 10), street('Trần Dọc', 10, 20));
    expect(meeting(index, 'Nguyễn Ngangg', 'Trần Dọc')).toMatchObject([{ exact: false }]);
    const [found] = locateJunctions(index, ['Trần Dọc', 'Nguyễn Ngangg']);
    expect(found?.similarity).toBeLessThan(0.95);
  });
});

describe('things that lie apart', () => {
  const parts = (...metres: number[]) =>
    clustersOf(metres, north, 100).map((part) => part.toSorted((a, b) => a - b));

  it('belong together where a chain of steps of at most so many metres leads from one to the other', () => {
    expect(parts(0, 99, 198)).toEqual([[0, 99, 198]]);
    expect(parts(0, 101)).toEqual([[0], [101]]);
    expect(parts(198, 0, 500, 99, 401)).toEqual([
      [0, 99, 198],
      [401, 500],
    ]);
    expect(parts()).toEqual([]);
  });
});

describe('the name of a commune', () => {
  const commune = (id: number, name: string, ...formerNames: string[]) => ({
    id,
    name,
    formerNames,
    centre: north(0),
    radiusMetres: 1_000,
  });
  const names = new CommuneNames([
    commune(1, 'Phường Hoàn Mẫu', 'Hàng Thử', 'Hoàn Mẫu'),
    commune(2, 'Xã Ba Thử', 'Hàng Thử'),
    commune(3, 'Phường Xa La'),
    commune(4, 'Phường Đọi'),
  ]);
  const found = (name: string) =>
    names.find(name).map(({ commune: { id }, former, exact }) => [id, former, exact]);

  it.each([
    ['Hoàn Mẫu', [[1, null, true]]],
    ['phường Hoàn Mẫu', [[1, null, true]]],
    ['phuong hoan mau', [[1, null, true]]],
    ['thị trấn Ba Thử', [[2, null, true]]],
    [
      'Hàng Thử',
      [
        [1, 'Hàng Thử', true],
        [2, 'Hàng Thử', true],
      ],
    ],
    ['phường Xa La', [[3, null, true]]],
    ['Hoàn Mậu', [[1, null, true]]],
    ['Hoàn Mầm', [[1, null, false]]],
    ['phưng Hoàn Mẫu', [[1, null, false]]],
    ['huyên Ba Thử', [[2, null, false]]],
    ['Cầu Kiểm', []],
    ['Đọi', [[4, null, true]]],
    // One letter of three makes another name.
    ['Đọn', []],
  ])('%s leads to %j', (name, communes) => {
    expect(found(name)).toEqual(communes);
  });

  it('is known with or without the word for its type, and not when it is only like one', () => {
    expect(['Ba Thử', 'quận Ba Thử', 'Hàng Thử'].every((name) => names.has(name))).toBe(true);
    expect(['Ba Thư1', 'Ba', ''].some((name) => names.has(name))).toBe(false);
  });
});
