import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { editDistance } from './edit-distance.ts';
import { readHouse, type Mention } from './gazetteer-index.ts';
import { locateDoor } from './locate-door.ts';
import type { Door, HouseNumber } from './parsed-address.ts';

const STREET = 'hang bong';
const METRE = 1 / 111_195;
/** A position so many metres north of the beginning of the street. */
const at = (metres: number): LonLat => [105.85, 21 + metres * METRE];
const house = (number: number, suffix = ''): HouseNumber => ({ number, suffix, upTo: null });
const door = (one: HouseNumber | null, ...alleys: string[]): Door => ({
  house: one,
  alleys,
  street: STREET,
});
/** A door that a gazetteer knows to so many metres. `described`: a place with the door in its name. */
function known(one: Door, metres: number, errorMetres = 10, described = false): Mention {
  const houseNumber = described || one.house === null ? null : String(one.house.number);
  const entry = { id: metres, setId: 1, name: null, street: STREET, houseNumber };
  return {
    entry: { ...entry, alleys: null, locality: null, line: [at(metres)], errorMetres },
    position: at(metres),
    errorMetres,
    door: one,
    role: 'street',
    areas: [],
  };
}
/** Finds a door: by which way, how many metres along the street, and within which radius. */
function said(asked: Door, ...doors: Mention[]) {
  const found = locateDoor(asked, doors);
  return found === null
    ? null
    : [
        found.precision,
        Math.round((found.position[1] - 21) / METRE),
        Math.round(found.radiusMetres),
        Math.round(found.weight * 1_000) / 1_000,
      ];
}

describe('a door that the gazetteer has', () => {
  it('is as sure as it was measured, and never surer than 15 metres', () => {
    expect(said(door(house(4)), known(door(house(4)), 40))).toEqual(['door', 40, 15, 1]);
    expect(said(door(house(4)), known(door(house(4)), 40, 30))).toEqual(['door', 40, 30, 1]);
  });

  it('is that of its letter, and with another letter only nearly the same', () => {
    const doors = [known(door(house(4, 'A')), 40), known(door(house(4, 'B')), 44)];
    expect(said(door(house(4, 'B')), ...doors)).toEqual(['door', 44, 15, 1]);
    expect(said(door(house(4, 'C')), ...doors)).toEqual(['interpolated', 40, 35, 0.95]);
  });

  it('is the best known of several, within a circle that holds them all', () => {
    const doors = [known(door(house(4)), 100, 50), known(door(house(4)), 40, 5)];
    expect(said(door(house(4)), ...doors)).toEqual(['door', 40, 60, 1]);
  });

  it('is on the grounds of a place that is only described by it', () => {
    const described = known(door(house(4)), 40, 10, true);
    expect(said(door(house(4)), described)).toEqual(['door', 40, 165, 1]);
    expect(said(door(house(4)), described, known(door(house(4)), 40, 12))).toEqual([
      'door',
      40,
      15,
      1,
    ]);
  });
});

describe('a door between two of its side', () => {
  it('lies in proportion, within reach of the farther one and its error', () => {
    const doors = [known(door(house(2)), 0), known(door(house(12)), 100, 20)];
    // The other side of the street says nothing.
    expect(said(door(house(4)), ...doors, known(door(house(5)), 500))).toEqual([
      'interpolated',
      20,
      100,
      0.923,
    ]);
    expect(said(door(house(4)), known(door(house(2)), 0), known(door(house(6)), 10))?.[2]).toBe(35);
  });

  it('lies between the nearest of them', () => {
    const doors = [2, 4, 8, 10].map((number) => known(door(house(number)), number * 10));
    expect(said(door(house(6)), ...doors)?.slice(0, 2)).toEqual(['interpolated', 60]);
  });

  it.each([
    [240, 1_499, 'interpolated'],
    [242, 1_499, 'beside'],
    [240, 1_501, 'beside'],
  ])('%d numbers and %d metres apart is said to be %s', (numbers, metres, how) => {
    const doors = [known(door(house(2)), 0), known(door(house(2 + numbers)), metres)];
    const found = said(door(house(52)), ...doors);
    expect(found?.[1] === 0 ? 'beside' : found?.[0]).toBe(how);
  });
});

describe('a door beside one that is known', () => {
  it('is less sure with each number up to twenty, and across the street', () => {
    const beside = (number: number) => said(door(house(number)), known(door(house(2)), 0));
    expect(beside(4)).toEqual(['interpolated', 0, 630, 0.857]);
    expect(beside(5)).toEqual(['interpolated', 0, 740, 0.775]);
    expect(beside(22)?.[2]).toBe(810);
    expect(beside(32)?.[2]).toBe(810);
    expect(beside(62)?.[0]).toBe('interpolated');
    expect(beside(63)).toBeNull();
  });

  it('is beside the nearest of its own side, though the other has a nearer one', () => {
    const doors = [known(door(house(5)), 50), known(door(house(20)), 200)];
    expect(said(door(house(6)), ...doors)?.[1]).toBe(200);
    expect(said(door(house(6)), known(door(house(5)), 50), known(door(house(28)), 280))?.[1]).toBe(
      50,
    );
  });
});

describe('a door in an alley', () => {
  const MOUTH = known(door(null, '34'), 340);
  const INSIDE = known(door(house(7), '34'), 380);

  it('is the one of the same alley', () => {
    expect(said(door(house(7), '34'), MOUTH, INSIDE)).toEqual(['door', 380, 15, 1]);
    expect(said(door(house(7), '36'), INSIDE)).toBeNull();
  });

  it('is somewhere behind the mouth where it is not known itself', () => {
    expect(said(door(house(9), '34'), MOUTH, INSIDE)).toEqual(['interpolated', 340, 490, 0.9]);
    expect(said(door(null, '34', '5'), MOUTH)).toEqual(['interpolated', 340, 490, 0.97]);
    expect(said(door(house(9), '34'), INSIDE)).toEqual(['interpolated', 380, 490, 0.9]);
  });

  it('is the mouth where the alley itself is meant', () => {
    expect(said(door(null, '34'), MOUTH)).toEqual(['interpolated', 340, 40, 0.97]);
  });

  it('is behind the house whose number the alley bears, where no alley is known', () => {
    expect(said(door(house(9), '34'), known(door(house(34)), 340))).toEqual([
      'interpolated',
      340,
      465,
      0.9,
    ]);
    expect(said(door(house(9), '34A'), known(door(house(34, 'A')), 340))?.[1]).toBe(340);
    expect(said(door(house(9), 'xóm'), known(door(house(34)), 340))).toBeNull();
  });

  it('is none of the street itself', () => {
    expect(said(door(house(7)), INSIDE)).toBeNull();
    expect(said(door(null), known(door(house(7)), 0))).toBeNull();
  });
});

describe('the number of a house', () => {
  it.each([
    ['12', 12, '', null],
    ['12a', 12, 'A', null],
    [' 12 B2', 12, 'B2', null],
    ['6-8', 6, '', 8],
    ['6 – 8A', 6, '', 8],
    ['6;8', 6, '', 8],
    ['6,8', 6, '', 8],
    ['6&8', 6, '', 8],
  ])('is read from %j', (text, number, suffix, upTo) => {
    expect(readHouse(text)).toEqual({ number, suffix, upTo });
  });

  it.each(['', 'lô 5', 'A12'])('is not read from %j', (text) => {
    expect(readHouse(text)).toBeNull();
  });
});

describe('the distance of two spellings', () => {
  it.each([
    ['lang', 'lang', 0],
    ['lang', 'lan', 1],
    ['lang', 'laang', 1],
    ['lang', 'lung', 1],
    ['lang', 'lnag', 1],
    ['lang', 'lugn', 2],
    ['lang', 'hang b', 3],
    ['', 'ab', 2],
  ])('from %j to %j is %d', (one, other, distance) => {
    expect(editDistance(one, other, 5)).toBe(distance);
    expect(editDistance(other, one, 5)).toBe(distance);
  });

  it('is one more than the most that is asked for, where it is greater', () => {
    expect(editDistance('lang', 'phuong', 1)).toBe(2);
    expect(editDistance('lang', 'lugn', 1)).toBe(2);
    expect(editDistance('abcd', 'wxyz', 2)).toBe(3);
  });
});
