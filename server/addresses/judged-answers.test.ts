import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import type { KnownCommune } from './commune-names.ts';
import { GazetteerIndex, type GazetteerEntry } from './gazetteer-index.ts';
import { parseAddress } from './parse-address.ts';
import { resolveAddress } from './resolve-address.ts';

const METRE = 1 / 111_195;
const at = (east: number, north = 0): LonLat => [
  105.8 + (east * METRE) / Math.cos((21 * Math.PI) / 180),
  21 + north * METRE,
];

const COMMUNES: KnownCommune[] = [
  { id: 1, name: 'Phường Minh Họa', formerNames: [], centre: at(0), radiusMetres: 1_000 },
  { id: 3, name: 'Xa La', formerNames: [], centre: at(-20_000), radiusMetres: 1_000 },
  { id: 2, name: 'Xã Xa Lắm', formerNames: ['Gần Đây'], centre: at(20_000), radiusMetres: 1_000 },
];

type Entry = Partial<GazetteerEntry> & { line: readonly LonLat[] };

function indexOf(...entries: Entry[]): GazetteerIndex {
  const index = new GazetteerIndex(COMMUNES);
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  for (const [id, entry] of entries.entries()) {
    index.add({ id, setId: 1, ...none, errorMetres: 5, ...entry });
  }
  return index;
}
const door = (number: string, place: LonLat, more: Partial<Entry> = {}): Entry => ({
  street: 'Phố Mẫu',
  houseNumber: number,
  line: [place],
  ...more,
});

const resolve = (index: GazetteerIndex, text: string) => resolveAddress(parseAddress(text), index);
/** Scores to three places. */
const scores = (index: GazetteerIndex, text: string) =>
  resolve(index, text).items.map(({ score }) => Number(score.toFixed(3)));

describe('the radius of an answer', () => {
  it.each([
    ['5 phố Mẫu', 15],
    ['đối diện 5 phố Mẫu', 40],
    ['trước 5 phố Mẫu', 55],
    ['qua 5 phố Mẫu', 55],
    ['gần 5 phố Mẫu', 75],
    ['cách 50m 5 phố Mẫu', 125],
  ])('of "%s" is %d metres', (text, radiusMetres) => {
    expect(resolve(indexOf(door('5', at(0))), text).items[0]?.radiusMetres).toBe(radiusMetres);
  });

  it('of a commune is its own, from wherever the place is described', () => {
    expect(resolve(indexOf(), 'gần phường Minh Họa').items[0]?.radiusMetres).toBe(1_000);
  });

  it('of an entry grows with the way in which the entry itself is described', () => {
    const named = (name: string) => resolve(indexOf({ name, line: [at(0)] }), name).items[0];
    expect(named('Chợ Mẫu')?.radiusMetres).toBe(155);
    expect(
      resolve(indexOf({ name: 'Đối diện Chợ Mẫu', line: [at(0)] }), 'Chợ Mẫu').items[0],
    ).toMatchObject({ radiusMetres: 185 });
  });
});

describe('the commune that an address names', () => {
  const inHere = indexOf(door('5', at(0)));

  it('speaks for what lies in it and against what lies elsewhere', () => {
    // A street that lies beyond one and a half times the circle of the commune is outside.
    const far = (metres: number) => indexOf(door('5', at(metres)));
    expect(scores(inHere, '5 phố Mẫu, phường Minh Họa')[0]).toBe(1);
    expect(scores(far(1_499), '5 phố Mẫu, phường Minh Họa')[0]).toBe(1);
    expect(resolve(far(1_499), '5 phố Mẫu, phường Minh Họa').ambiguous).toBe(false);
    expect(scores(far(1_501), '5 phố Mẫu, phường Minh Họa')[0]).toBe(0.7);
    expect(resolve(far(1_501), '5 phố Mẫu, phường Minh Họa').ambiguous).toBe(true);
  });

  it('reaches twice as far where it stands for a district of before', () => {
    const far = (metres: number) => indexOf(door('5', at(metres)));
    expect(resolve(far(2_999), '5 phố Mẫu, quận Minh Họa').ambiguous).toBe(false);
    expect(resolve(far(3_001), '5 phố Mẫu, quận Minh Họa').ambiguous).toBe(true);
  });

  it('is answered itself behind a street, and left out behind a door that is known', () => {
    const beside = indexOf(door('5', at(100)));
    const precisions = (text: string) =>
      resolve(beside, text).items.map(({ precision }) => precision);
    expect(precisions('5 phố Mẫu, phường Minh Họa')).toEqual(['door']);
    expect(precisions('phố Mẫu, phường Minh Họa')).toEqual(['street', 'commune']);
    expect(scores(beside, 'phố Mẫu, phường Minh Họa')).toEqual([0.7, 0.5]);
    expect(scores(beside, 'phường Minh Họa')).toEqual([0.42]);
  });

  it('weighs against an entry that says it lies in another one', () => {
    const told = (locality: string | null) =>
      scores(indexOf(door('5', at(0), { locality })), '5 phố Mẫu');
    expect(told(null)).toEqual([1]);
    expect(told('Minh Họa')).toEqual([0.85]);
    expect(told('Xa Lắm')).toEqual([0.85]);
    const asked = '5 phố Mẫu, phường Minh Họa';
    expect(scores(indexOf(door('5', at(0), { locality: 'Minh Họa' })), asked)[0]).toBe(1);
    expect(scores(indexOf(door('5', at(0), { locality: 'Gần Đây; Minh Họa' })), asked)[0]).toBe(1);
  });

  it.each(['Xa La', 'xa la', 'xã Xa La', 'phường Xa La', 'phuong xa la'])(
    'may be “%s”, whose first word is like one for a type',
    (commune) => {
      const there = at(-20_000);
      const asked = `5 phố Mẫu, ${commune}`;
      expect(scores(inHere, asked)[0]).toBe(0.7);
      expect(resolve(inHere, commune).items.map(({ label }) => label)).toEqual(['Xa La']);
      const inIt = [
        { locality: 'Xa La' },
        { locality: 'xã Xa La' },
        { street: null, houseNumber: null, name: '5 phố Mẫu, Xa La' },
      ];
      for (const entry of inIt) {
        expect(scores(indexOf(door('5', there, entry)), asked)).toEqual([1]);
        expect(scores(indexOf(door('5', there, entry)), '5 phố Mẫu')).toEqual([0.85]);
      }
    },
  );
});

describe('a place named beside the door', () => {
  it('speaks for the door within 600 metres of it', () => {
    const two = (metres: number) =>
      indexOf(door('5', at(0)), door('5', at(9_000)), {
        name: 'Chợ Đầu Mối',
        line: [at(9_000 - metres)],
      });
    const order = (metres: number) =>
      resolve(two(metres), '7 phố Mẫu - Chợ Đầu Mối').items[0]?.position;
    expect(order(590)).toEqual(at(9_000));
    expect(order(610)).toEqual(at(0));
  });
});

describe('answers that are alike', () => {
  const doors = (...places: number[]) => indexOf(...places.map((place) => door('5', at(place))));

  it('are one where they lie within 25 metres, and a choice where they lie apart', () => {
    expect(resolve(doors(0), '5 phố Mẫu')).toMatchObject({ ambiguous: false });
    const apart = resolve(doors(0, 3_000), '5 phố Mẫu');
    expect(apart.items).toHaveLength(2);
    expect(apart.ambiguous).toBe(true);
  });

  it('are eight at most', () => {
    const ten = Array.from({ length: 10 }, (_, place) => 3_000 * place);
    expect(resolve(doors(...ten), '5 phố Mẫu').items).toHaveLength(8);
  });

  it('are no choice where one is clearly ahead', () => {
    // A door that is known, and far off a stretch of the same street without that door.
    const index = indexOf(door('5', at(0)), door('90', at(9_000)));
    expect(scores(index, '5 phố Mẫu')).toEqual([1, 0.62]);
    expect(resolve(index, '5 phố Mẫu').ambiguous).toBe(false);
  });
});

describe('a name of which only a part is known', () => {
  const index = indexOf({ name: 'Chợ Mẫu', line: [at(0)] });

  it('is found without up to three words at its beginning, and has to be looked at', () => {
    const { items, ambiguous } = resolve(index, 'bên trong khu Chợ Mẫu');
    expect(items[0]).toMatchObject({ label: 'Chợ Mẫu', exact: false });
    expect(items[0]?.score).toBeCloseTo(0.72, 9);
    expect(ambiguous).toBe(true);
    expect(resolve(index, 'một hai ba bốn Chợ Mẫu').items).toEqual([]);
  });
});

describe('a name that many places have', () => {
  it('is worth less for each further place', () => {
    const named = (places: number) =>
      indexOf(
        ...Array.from({ length: places }, (_, place) => ({
          name: 'Cột Mẫu',
          line: [at(2_000 * place)],
        })),
      );
    expect(scores(named(1), 'Cột Mẫu')).toEqual([0.8]);
    expect(scores(named(2), 'Cột Mẫu')).toEqual([0.714, 0.714]);
    // Spots within 250 metres of each other are one place.
    const near = indexOf({ name: 'Cột Mẫu', line: [at(0)] }, { name: 'Cột Mẫu', line: [at(200)] });
    expect(scores(near, 'Cột Mẫu')).toEqual([0.8]);
    expect(resolve(near, 'Cột Mẫu').items[0]?.radiusMetres).toBe(355);
  });
});

describe('a street as a whole', () => {
  it('reaches beyond its drawing, and farther where only doors along it are known', () => {
    const drawn = indexOf({ street: 'Phố Mẫu', line: [at(0), at(300), at(600)] });
    expect(resolve(drawn, 'phố Mẫu').items[0]).toMatchObject({
      precision: 'street',
      position: at(300),
      radiusMetres: 700,
    });
    const doors = (length: number) =>
      indexOf(door('1', at(0)), door('3', at(length / 2)), door('5', at(length)));
    expect(resolve(doors(400), 'phố Mẫu').items[0]?.radiusMetres).toBe(1_600);
    expect(resolve(doors(2_200), 'phố Mẫu').items[0]?.radiusMetres).toBe(1_700);
  });
});
