import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { GazetteerIndex, type GazetteerEntry } from './gazetteer-index.ts';

const HERE: LonLat = [105.8, 21];
const THERE: LonLat = [105.81, 21];
const BEYOND: LonLat = [105.82, 21];

function indexOf(...entries: Partial<GazetteerEntry>[]): GazetteerIndex {
  const commune = { id: 1, formerNames: [], centre: HERE, radiusMetres: 1_000 };
  const index = new GazetteerIndex([
    { ...commune, name: 'Phường Hoàn Mẫu' },
    { ...commune, id: 2, name: 'Xã Ba Thử' },
    { ...commune, id: 3, name: 'Phương Liệt' },
    { ...commune, id: 4, name: 'Xa Lắm' },
    { ...commune, id: 5, name: 'Quán Hòa' },
  ]);
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  for (const [id, entry] of entries.entries()) {
    index.add({ id, setId: 1, ...none, line: [HERE], errorMetres: 5, ...entry });
  }
  return index;
}
/** The mentions of the name that is exactly this one. */
function mentions(index: GazetteerIndex, name: string) {
  const [found] = index.find(name, 1).filter(({ exact }) => exact);
  return found === undefined ? [] : index.mentionsOf(found.term);
}
const only = (index: GazetteerIndex, name: string) => {
  const [mention, ...others] = mentions(index, name);
  if (mention === undefined || others.length > 0) throw new Error(`not one mention of ${name}`);
  return mention;
};

describe('the place of an entry', () => {
  it('is the middle of its line', () => {
    const of = (...line: LonLat[]) => only(indexOf({ street: 'Phố Huế', line }), 'Huế').position;
    expect(of(HERE)).toBe(HERE);
    expect(of(HERE, THERE, BEYOND)).toBe(THERE);
    expect(mentions(indexOf({ street: 'Phố Huế', line: [] }), 'Huế')).toEqual([]);
  });

  it('is known to ten metres where nobody says more, and less well beside something', () => {
    const error = (name: string, errorMetres: number | null = 5) =>
      only(indexOf({ name, errorMetres }), name).errorMetres;
    expect(error('Chợ Mẫu', null)).toBe(10);
    expect(error('Chợ Mẫu')).toBe(5);
    expect(error('Đối diện Chợ Mẫu')).toBe(35);
    expect(error('Gần Chợ Mẫu')).toBe(65);
    expect(error('Trước Chợ Mẫu 20m')).toBe(65);
  });
});

describe('the names that lead to an entry', () => {
  it('are its street with its door, and its name, with and without the word for a street', () => {
    const index = indexOf({ street: 'Phố Huế', houseNumber: '12A', name: 'Chợ Mẫu' });
    for (const street of ['Huế', 'Phố Huế']) {
      expect(only(index, street)).toMatchObject({
        role: 'street',
        door: { house: { number: 12 } },
      });
    }
    expect(only(index, 'Chợ Mẫu')).toMatchObject({ role: 'name', door: null });
    expect(index.size).toBe(1);
  });

  it('are told apart: its own one, and what it only stands beside', () => {
    const index = indexOf({ name: 'Chợ Mẫu - Xóm Cũ' });
    expect(only(index, 'Chợ Mẫu').role).toBe('name');
    expect(only(index, 'Xóm Cũ').role).toBe('aside');
  });

  it('hold the door of its description only where no street is given', () => {
    const name = 'Chợ Mẫu, 12 phố Lạ';
    expect(only(indexOf({ name }), 'Lạ')).toMatchObject({ door: { house: { number: 12 } } });
    expect(mentions(indexOf({ name, street: 'Phố Huế' }), 'Lạ')).toEqual([]);
  });

  it('are no numbers of something', () => {
    expect(mentions(indexOf({ name: '28,45' }), '28,45')).toEqual([]);
    expect(mentions(indexOf({ name: 'A1' }), 'A1')).toEqual([]);
    expect(mentions(indexOf({ name: 'Ao' }), 'Ao')).toHaveLength(1);
  });

  it('name an entry once, and each of its doors', () => {
    expect(mentions(indexOf({ street: 'Chợ Mẫu', name: 'Chợ Mẫu' }), 'Chợ Mẫu')).toHaveLength(1);
    const chained = mentions(indexOf({ name: '12/34 Đội Mẫu' }), 'Đội Mẫu');
    expect(chained.map(({ door }) => door?.house?.number)).toEqual([34, 12]);
  });

  it('are both streets of a junction', () => {
    const index = indexOf({ name: 'Ngã ba Kim Mẫu - Vạn Thử' });
    expect(index.junctions).toHaveLength(1);
    expect([only(index, 'Kim Mẫu').role, only(index, 'Vạn Thử').role]).toEqual([
      'street',
      'street',
    ]);
  });
});

describe('the communes and towns in which an entry says it lies', () => {
  const areas = (entry: Partial<GazetteerEntry>) => only(indexOf(entry), 'Chợ Mẫu').areas;

  it('are the known ones of its description and of its locality, whatever parts them', () => {
    const name = 'Chợ Mẫu';
    expect(areas({ name })).toEqual([]);
    expect(areas({ name, locality: 'phường Hoàn Mẫu; Ba Thử, Quận Lạ' })).toEqual([
      'hoan mau',
      'ba thu',
    ]);
    expect(areas({ name: 'Chợ Mẫu, xã Ba Thử' })).toEqual(['ba thu']);
  });

  it('are known by names that begin like a word for a type', () => {
    expect(areas({ name: 'Chợ Mẫu', locality: 'Xa Lắm; phường Phương Liệt' })).toEqual([
      'xa lam',
      'phuong liet',
    ]);
    expect(areas({ name: 'Chợ Mẫu, phường Phương Liệt, Quán Hòa' })).toEqual([
      'phuong liet',
      'quan hoa',
    ]);
  });

  it('are other cities and provinces too', () => {
    expect(areas({ name: 'Chợ Mẫu, tỉnh Hà Nam' })).toEqual(['ha nam']);
    expect(areas({ name: 'Chợ Mẫu, thành phố Hà Nội' })).toEqual([]);
  });
});

describe('the names nearest to the one asked', () => {
  const near = (asked: string, ...known: string[]) => {
    const index = indexOf(...known.map((name) => ({ name })));
    return index.find(asked, 5).map(({ term }) => index.terms.spellingOf(term));
  };
  const HOTEL = 'Khách sạn Minh Họa Đông';

  it('are the one that was written alone, where it is known', () => {
    expect(near(HOTEL, HOTEL, 'Khách sạn Minh Họa Đônh')).toEqual([HOTEL]);
  });

  it('are those like it, without what is clearly less like it', () => {
    const [slip, longer] = ['Khách sạn Minh Họa Đôngg', 'Khách sạn Minh Họa Đông Mẫu'];
    expect(near(HOTEL, longer)).toEqual([longer]);
    expect(near(HOTEL, longer, slip)).toEqual([slip]);
  });
});
