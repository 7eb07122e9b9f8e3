import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import type { Mention } from './gazetteer-index.ts';
import { locateDoor } from './locate-door.ts';
import type { HouseNumber } from './parsed-address.ts';

const STREET = 'hang bong';
const door = (number: number, upTo: number | null = null) => {
  const house: HouseNumber = { number, suffix: '', upTo };
  return { house, alleys: [], street: STREET };
};

/** A door of a gazetteer that was measured to ten metres. */
function measured(number: number, upTo: number | null, position: LonLat): Mention {
  const houseNumber = upTo === null ? String(number) : `${number}-${upTo}`;
  const entry = { id: number, setId: 1, name: null, street: STREET, houseNumber };
  return {
    entry: { ...entry, alleys: null, locality: null, line: [position], errorMetres: 10 },
    position,
    errorMetres: 10,
    door: door(number, upTo),
    role: 'street',
    areas: [],
  };
}

describe('a door within a range of numbers', () => {
  const HERE: LonLat = [105.846, 21.03];
  const range = [measured(6, 10, HERE)];

  it.each([6, 8, 10])('is the place of the range for %d, on its side of the street', (number) => {
    const found = locateDoor(door(number), range);
    expect(found).toMatchObject({ precision: 'door', position: HERE });
  });

  it.each([7, 4, 12])('is not known for %d, across the street or beyond', (number) => {
    expect(locateDoor(door(number), range)?.precision).toBe('interpolated');
  });
});

it('a door between two of its side lies between them in proportion', () => {
  const doors = [measured(2, null, [105.846, 21.03]), measured(10, null, [105.85, 21.03])];
  const found = locateDoor(door(4), doors);
  expect(found?.precision).toBe('interpolated');
  expect(found?.position[0]).toBeCloseTo(105.847, 6);
});

it('nothing is said of a door where the street has none near its number', () => {
  expect(locateDoor(door(200), [measured(2, null, [105.846, 21.03])])).toBeNull();
});
