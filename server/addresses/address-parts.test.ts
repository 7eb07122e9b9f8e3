import { describe, expect, it } from 'vitest';

import { parseAddress } from './parse-address.ts';

const doors = (text: string) =>
  parseAddress(text).doors.map(({ house, alleys, street }) => {
    const number = house === null ? '' : `${house.number}${house.suffix}`;
    return [number, house?.upTo ?? null, alleys.join('/'), street];
  });

describe('two numbers with a dash between them', () => {
  it.each([
    ['2-42 Minh Khai', ['2', 42, '', 'Minh Khai']],
    ['Toà nhà 2 - 44 Minh Khai', ['44', null, '', 'Minh Khai']],
    ['Toà nhà 40 - 12 Minh Khai', ['12', null, '', 'Minh Khai']],
    ['Chợ 8 - 8 Minh Khai', ['8', null, '', 'Minh Khai']],
  ])('%s: %j', (text, door) => {
    expect(doors(text)).toContainEqual(door);
  });
});

describe('an alley', () => {
  it.each([
    ['số 5 ngách 34/5 ngõ 34 phố Huế', ['5', null, '34/5', 'Huế']],
    ['số 5 ngõ 34, phố Huế', ['5', null, '34', 'Huế']],
    ['hẻm 7 ngách 5 ngõ 34 phố Huế', ['', null, '34/5/7', 'Huế']],
  ])('in %s: %j', (text, door) => {
    expect(doors(text)).toEqual([door]);
  });

  it('is read from the street inwards or from the house outwards where no word tells', () => {
    expect(doors('12/34/5 Đội Mẫu')).toEqual([
      ['5', null, '12/34', 'Đội Mẫu'],
      ['12', null, '5/34', 'Đội Mẫu'],
    ]);
  });
});

describe('a distance', () => {
  it('at the beginning or the end is one to the place, in metres', () => {
    expect(parseAddress('Chợ Mẫu 50m')).toMatchObject({ relation: 'near', offsetMetres: 50 });
    expect(parseAddress('Qua Chợ Mẫu 1,5 km')).toMatchObject({
      relation: 'beyond',
      offsetMetres: 1_500,
    });
  });

  it('in the middle of a name is part of it', () => {
    expect(parseAddress('Cột 110 m sân Mẫu')).toMatchObject({ relation: 'at', offsetMetres: null });
  });
});

describe('the words for where a place stands', () => {
  it('count by the first of them, but for the other side of the street', () => {
    expect(parseAddress('Trước đối diện Chợ Mẫu').relation).toBe('opposite');
    expect(parseAddress('Đối diện trước Chợ Mẫu').relation).toBe('opposite');
    expect(parseAddress('Trước gần Chợ Mẫu').relation).toBe('before');
  });
});

describe('the parts of an address', () => {
  it('have a subject only where it begins with a name', () => {
    expect(parseAddress('Chợ Mẫu, Xóm Cũ').subject).toBe('Chợ Mẫu');
    expect(parseAddress('phường Hoàn Mẫu, Chợ Mẫu').subject).toBeNull();
  });

  it('name no area for the city itself', () => {
    expect(parseAddress('Chợ Mẫu, thành phố Hà Nội').areas).toEqual([]);
    expect(parseAddress('Chợ Mẫu, Hà Nội, Việt Nam')).toMatchObject({
      areas: [],
      names: ['Chợ Mẫu'],
    });
    expect(parseAddress('Chợ Mẫu, tỉnh Hà Nam').areas).toMatchObject([
      { kind: 'city', name: 'Hà Nam' },
    ]);
  });

  it('take no way that leads somewhere for a junction', () => {
    expect(parseAddress('Ngã ba đường vào thôn Đẹp - Xóm Cũ').junctions).toEqual([]);
  });
});
