import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { GazetteerIndex, type GazetteerEntry } from './gazetteer-index.ts';
import { parseAddress } from './parse-address.ts';
import { communesNamed, doorsAlong, junctionsOf } from './place-readings.ts';
import { resolveAddress } from './resolve-address.ts';

const METRE = 1 / 111_195;
const north = (metres: number): LonLat => [105.8, 21 + metres * METRE];
const commune = (id: number, name: string, ...formerNames: string[]) => ({
  id,
  name,
  formerNames,
  centre: north(50_000 * id),
  radiusMetres: 1_000,
});

function indexOf(...entries: Partial<GazetteerEntry>[]): GazetteerIndex {
  const index = new GazetteerIndex([
    commune(1, 'Phường Hoàn Mẫu', 'Hàng Thử'),
    commune(2, 'Phường Ba Thử', 'Hàng Thử'),
  ]);
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  for (const [id, entry] of entries.entries()) {
    index.add({ id, setId: 1, ...none, line: [north(0)], errorMetres: 5, ...entry });
  }
  return index;
}
const resolve = (index: GazetteerIndex, text: string) => resolveAddress(parseAddress(text), index);
const door = (houseNumber: string, metres: number, more: Partial<GazetteerEntry> = {}) => ({
  street: 'Phố Mẫu',
  houseNumber,
  line: [north(metres)],
  ...more,
});

describe('the label of an answer', () => {
  it.each([
    ['12A phố Mẫu', '12A Mẫu'],
    ['6-8 phố Mẫu', '6–8 Mẫu'],
    ['số 5 ngách 34/5 phố Mẫu', '5 ngõ 34/5 Mẫu'],
    ['ngõ 34 phố Mẫu', 'ngõ 34 Mẫu'],
  ])('for "%s" is "%s"', (text, label) => {
    const [asked] = parseAddress(text).doors;
    if (asked === undefined) throw new Error('no door');
    const index = indexOf(door('12', 0), door('6', 40), door('34', 80));
    expect(doorsAlong(asked, index)[0]?.label).toBe(label);
  });

  it('of a junction names both streets, and its worth falls with its uncertainty', () => {
    const meeting = (apart: number) => {
      const index = indexOf(
        { street: 'Ngang', line: [north(0)] },
        { street: 'Dọc', line: [north(apart)] },
      );
      return junctionsOf(['Ngang', 'Dọc'], index)[0];
    };
    expect(meeting(25)?.label).toBe('Ngang – Dọc');
    // 125 metres of 2,500 less, and never more than a fifth.
    expect(meeting(25)?.score).toBeCloseTo(0.87, 3);
    expect(meeting(490)?.score).toBeCloseTo(0.72, 3);
  });
});

describe('what an answer rests on', () => {
  it('is told by two entries at most, each once', () => {
    const twice = indexOf(door('5', 0), door('5', 1));
    expect(resolve(twice, '5 phố Mẫu').items[0]?.basis).toEqual(['5 Phố Mẫu']);
    const three = indexOf(door('1', 0), door('3', 10), door('5', 20));
    expect(resolve(three, 'phố Mẫu').items[0]?.basis).toEqual(['1 Phố Mẫu', '3 Phố Mẫu']);
  });

  it('is the gazetteer of the entry, and the list of communes for a commune', () => {
    const index = indexOf(door('5', 0, { setId: 9 }));
    expect(resolve(index, '5 phố Mẫu').items[0]?.setId).toBe(9);
    expect(resolve(index, 'phường Ba Thử').items[0]).toMatchObject({ setId: null, basis: [] });
    expect(resolve(index, 'xã Hàng Thử').items[0]?.basis).toEqual(['Hàng Thử']);
  });
});

describe('the street behind a number that may be a slip of the pen', () => {
  it('is worth less than the street by itself, and needs no offer where the door is known', () => {
    const index = indexOf(door('10', 0), door('20', 80));
    const [asked, known] = ['14 phố Mẫu', '20 phố Mẫu'].map((text) => {
      const [one] = parseAddress(text).doors;
      return one === undefined ? [] : doorsAlong(one, index);
    });
    expect(asked?.map(({ precision }) => precision)).toEqual(['interpolated', 'street']);
    expect(asked?.[1]?.score).toBeCloseTo(0.558, 9);
    expect(known?.map(({ precision }) => precision)).toEqual(['door']);
  });
});

describe('where the entries of a street say that it lies', () => {
  it('counts unless one of them needs no such word', () => {
    const areas = (...localities: (string | null)[]) => {
      const entries = localities.map((locality, at) =>
        door(String(2 * at + 1), 10 * at, { locality }),
      );
      return resolve(indexOf(...entries), 'phố Mẫu').items[0]?.areas;
    };
    expect(areas('Hoàn Mẫu', 'Ba Thử')).toEqual(['hoan mau', 'ba thu']);
    expect(areas('Hoàn Mẫu', 'Hoàn Mẫu')).toEqual(['hoan mau']);
    expect(areas('Hoàn Mẫu', null)).toEqual([]);
  });
});

describe('the communes of several names', () => {
  const index = indexOf();
  const found = (...names: string[]) =>
    communesNamed(names, index).map(({ label, exact }) => [label, exact]);

  it('are all that bear one of them, each once', () => {
    expect(found('Hàng Thử')).toEqual([
      ['Phường Hoàn Mẫu', true],
      ['Phường Ba Thử', true],
    ]);
    expect(found('Hàng Thử', 'Ba Thử', 'Ba Thử')).toHaveLength(2);
  });

  it('are no communes that are only like a name where another one is right', () => {
    expect(found('Hoàn Mầu1', 'Ba Thử')).toEqual([['Phường Ba Thử', true]]);
    expect(found('Hoàn Mầm', 'Ba Thử')).toEqual([['Phường Ba Thử', true]]);
    expect(found('Hoàn Mầm')).toEqual([['Phường Hoàn Mẫu', false]]);
  });
});
