import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import type { KnownCommune } from './commune-names.ts';
import { GazetteerIndex, type GazetteerEntry } from './gazetteer-index.ts';
import { parseAddress } from './parse-address.ts';
import { resolveAddress } from './resolve-address.ts';

// An invented quarter: streets run east, their numbers rise by two every eight metres.
const METRE = 1 / 111_195;
const at = (east: number, north: number): LonLat => [
  105.8 + (east * METRE) / Math.cos((21 * Math.PI) / 180),
  21 + north * METRE,
];
let nextId = 0;
function entry(given: Partial<GazetteerEntry> & { line: readonly LonLat[] }): GazetteerEntry {
  nextId += 1;
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  return { id: nextId, setId: 1, ...none, errorMetres: 5, ...given };
}
const door = (street: string, houseNumber: string, place: LonLat, alleys: string | null = null) =>
  entry({ street, houseNumber, alleys, line: [place] });

const COMMUNES: KnownCommune[] = [
  { id: 1, name: 'Phường Minh Họa', formerNames: ['Ví Dụ'], centre: at(0, 0), radiusMetres: 1_500 },
  { id: 2, name: 'Xã Xa Lắm', formerNames: [], centre: at(20_000, 0), radiusMetres: 1_500 },
];

function indexOf(...entries: GazetteerEntry[]): GazetteerIndex {
  const index = new GazetteerIndex(COMMUNES);
  for (const one of entries) index.add(one);
  return index;
}
const resolve = (index: GazetteerIndex, text: string) => resolveAddress(parseAddress(text), index);

const street = indexOf(
  door('Phố Thử Nghiệm', '10', at(40, 5)),
  door('Phố Thử Nghiệm', '20', at(80, 5)),
  door('Phố Thử Nghiệm', '21', at(300, -5)),
  door('Phố Thử Nghiệm', '30A', at(120, 5)),
  door('Phố Thử Nghiệm', '8', at(35, 60), '12'),
);

describe('a door', () => {
  it('that the gazetteer holds is answered as it stands there', () => {
    const { items, ambiguous } = resolve(street, '20 phố Thử Nghiệm');
    expect(items[0]).toMatchObject({ precision: 'door', position: at(80, 5), radiusMetres: 15 });
    expect(ambiguous).toBe(false);
  });

  it('between two known ones of its side is placed in proportion, with a radius that reaches both', () => {
    const [best] = resolve(street, '14 Thử Nghiệm').items;
    expect(best?.precision).toBe('interpolated');
    expect(metresBetween(best?.position ?? [0, 0], at(56, 5))).toBeLessThan(1);
    expect(best?.radiusMetres).toBe(30);
    expect(best?.basis).toEqual(['10 Phố Thử Nghiệm', '20 Phố Thử Nghiệm']);
  });

  it('of the other side is not placed between the numbers of this one', () => {
    const [best] = resolve(street, '15 Thử Nghiệm').items;
    expect(best?.position).toEqual(at(300, -5));
    expect(best?.radiusMetres).toBeGreaterThan(50);
  });

  it('with another letter is near, and not the same', () => {
    const [best] = resolve(street, '30 Thử Nghiệm').items;
    expect(best).toMatchObject({ precision: 'interpolated', position: at(120, 5) });
  });

  it('in an alley is found in it, and the alley near the house that bears its number', () => {
    expect(resolve(street, 'số 8 ngõ 12 Thử Nghiệm').items[0]).toMatchObject({
      precision: 'door',
      position: at(35, 60),
    });
    const [mouth] = resolve(street, 'ngõ 20 Thử Nghiệm').items;
    expect(mouth).toMatchObject({ precision: 'interpolated', position: at(80, 5) });
    expect(mouth?.radiusMetres).toBeGreaterThan(100);
  });

  it('is found with a wrong letter and without diacritics', () => {
    for (const text of ['20 thu nghiem', '20 Thử Nghệm', '20 Thu Ngheim']) {
      expect(resolve(street, text).items[0]?.position).toEqual(at(80, 5));
    }
  });

  it('opposite of one is somewhat less certain', () => {
    expect(resolve(street, 'Đối diện 20 Thử Nghiệm').items[0]?.radiusMetres).toBe(40);
  });

  it('far beyond every known number is answered by the street, which is honest', () => {
    const [best] = resolve(street, '900 Thử Nghiệm').items;
    expect(best?.precision).toBe('street');
    expect(best?.radiusMetres).toBeGreaterThan(100);
  });
});

describe('a street of which there are two', () => {
  const two = indexOf(
    door('Nguyễn Ví Dụ', '5', at(0, 0)),
    door('Nguyễn Ví Dụ', '5', at(20_100, 0)),
  );

  it('is answered as a list that a person chooses from', () => {
    const { items, ambiguous } = resolve(two, '5 Nguyễn Ví Dụ');
    expect(items).toHaveLength(2);
    expect(ambiguous).toBe(true);
  });

  it.each(['5 Nguyễn Ví Dụ, xã Xa Lắm', '5 Nguyễn Ví Dụ - Xa Lắm'])(
    'is decided by the commune in "%s"',
    (text) => {
      const { items, ambiguous } = resolve(two, text);
      expect(items[0]?.position).toEqual(at(20_100, 0));
      expect(ambiguous).toBe(false);
    },
  );
});

describe('a name that is not the one asked', () => {
  const known = indexOf(
    door('Nguyễn Ví Dụ', '5', at(0, 0)),
    entry({ street: 'Quốc lộ 2', line: [at(0, 900), at(500, 900)] }),
    entry({ name: 'Chợ Thử - Xóm Cũ', line: [at(0, 300)] }),
  );

  it.each(['5 Nguyễn Ví Dụng', '5 Nguyễn Vị Dụ', 'phố Nguyễn Vĩ Dụ', 'bến Nguyễn Ví Dụ'])(
    'is offered for "%s", and a person has to say whether it is meant',
    (text) => {
      const { items, ambiguous } = resolve(known, text);
      expect(items[0]?.label).toContain('Nguyễn Ví Dụ');
      expect(ambiguous).toBe(true);
    },
  );

  it('is none at all where the numbers of two roads differ', () => {
    expect(resolve(known, 'Quốc lộ 5').items).toEqual([]);
    expect(resolve(known, 'QL2').items[0]).toMatchObject({ label: 'Quốc lộ 2', exact: true });
  });

  it('has to be looked at where it only stands beside the street that was asked', () => {
    const { items, ambiguous } = resolve(known, '9 phố Chưa Biết, Xóm Cũ');
    expect(items[0]).toMatchObject({ label: 'Xóm Cũ', precision: 'street' });
    expect(ambiguous).toBe(true);
  });

  it('is a commune like the one that was written, also behind a misspelt word', () => {
    for (const text of ['phường Minh Họq', 'phưng Minh Họa', 'Bến xã Ví Dụ']) {
      const { items, ambiguous } = resolve(known, text);
      expect(items[0]).toMatchObject({ precision: 'commune', label: 'Phường Minh Họa' });
      expect(ambiguous).toBe(true);
    }
  });

  it('has to be looked at where the street lies in another commune than the one written', () => {
    expect(resolve(known, '5 Nguyễn Ví Dụ, xã Xa Lắm').ambiguous).toBe(true);
    expect(resolve(known, '5 Nguyễn Ví Dụ, phường Minh Họa').ambiguous).toBe(false);
  });
});

describe('a number that may be a slip of the pen', () => {
  it('is answered by its place, with the street behind it', () => {
    const { items, ambiguous } = resolve(street, '14 Thử Nghiệm');
    expect(items.map(({ precision }) => precision)).toEqual(['interpolated', 'street']);
    expect(ambiguous).toBe(false);
  });
});

describe('where two streets meet', () => {
  const crossing = indexOf(
    entry({ street: 'Đường Ngang', line: [at(-500, 0), at(0, 0), at(500, 0)] }),
    entry({ street: 'Đường Dọc', line: [at(0, -400), at(0, 0), at(0, 400)] }),
  );

  it('is the vertex that both have, whichever is named first', () => {
    for (const text of ['ngã tư Ngang - Dọc', 'góc Dọc x Ngang']) {
      expect(resolve(crossing, text).items[0]).toMatchObject({
        precision: 'junction',
        position: at(0, 0),
      });
    }
  });

  it('is a place that the gazetteer calls so', () => {
    const named = indexOf(entry({ name: 'Ngã ba Một Nơi - Hai Nơi', line: [at(7, 7)] }));
    expect(resolve(named, 'ngã ba Hai Nơi - Một Nơi').items[0]).toMatchObject({
      precision: 'junction',
      position: at(7, 7),
    });
  });
});

describe('what is only roughly known', () => {
  it('is a commune by its present and by its old name, with its whole area', () => {
    for (const text of ['phường Minh Họa', 'xã Ví Dụ']) {
      expect(resolve(street, text).items[0]).toMatchObject({
        precision: 'commune',
        label: 'Phường Minh Họa',
        radiusMetres: 1_500,
      });
    }
  });

  it('is nothing at all where nothing is known', () => {
    expect(resolve(street, '12 đường Không Ai Biết')).toEqual({ items: [], ambiguous: false });
  });
});
