import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import type { Mention } from './gazetteer-index.ts';
import { locateDoor } from './locate-door.ts';
import { readHouse } from './gazetteer-index.ts';

const METRE = 1 / 111_195;
/** A spot so many metres to the north along the street. */
const along = (metres: number): LonLat => [105.846, 21.03 + metres * METRE];

type Known = { at: number; alleys?: string[]; error?: number; described?: boolean };

/** A door of the gazetteer, `12A` or, of the mouth of an alley, nothing. */
function known(number: string, { at, alleys = [], error = 10, described = false }: Known): Mention {
  const entry = { id: at, setId: 1, name: null, street: 'Huế', alleys: null, locality: null };
  const position = along(at);
  return {
    entry: {
      ...entry,
      houseNumber: described ? null : number,
      line: [position],
      errorMetres: error,
    },
    position,
    errorMetres: error,
    door: { house: readHouse(number), alleys, street: 'Huế' },
    role: 'street',
    areas: [],
  };
}

/** The answer for a door with whole metres and the weight to three places. */
function located(number: string, mentions: readonly Mention[], alleys: string[] = []) {
  const found = locateDoor({ house: readHouse(number), alleys, street: 'Huế' }, mentions);
  if (found === null) return null;
  return {
    precision: found.precision,
    at: Math.round((found.position[1] - 21.03) / METRE),
    radius: Math.round(found.radiusMetres),
    weight: Number(found.weight.toFixed(3)),
  };
}

describe('a door that is known', () => {
  it('lies where the best measured entry has it, as far round as the others say', () => {
    const doors = [known('12', { at: 0 }), known('12', { at: 40, error: 5 })];
    expect(located('12', [known('12', { at: 0 })])).toEqual({
      precision: 'door',
      at: 0,
      radius: 15,
      weight: 1,
    });
    expect(located('12', [known('12', { at: 0, error: 30 })])?.radius).toBe(30);
    expect(located('12', doors)).toMatchObject({ at: 40, radius: 40 });
  });

  it('lies somewhere on the grounds where only the name of a place mentions it', () => {
    const described = known('12', { at: 0, described: true });
    expect(located('12', [described])).toMatchObject({ precision: 'door', radius: 165 });
    expect(located('12', [described, known('12', { at: 0 })])?.radius).toBe(15);
  });

  it('is another one with another letter, near and not the same', () => {
    const doors = [known('12A', { at: 0 })];
    expect(located('12A', doors)?.precision).toBe('door');
    for (const number of ['12', '12B']) {
      expect(located(number, doors)).toEqual({
        precision: 'interpolated',
        at: 0,
        radius: 35,
        weight: 0.95,
      });
    }
  });
});

describe('a door between two known ones of its side', () => {
  it('is as uncertain as the farther of them, with the greater error of both', () => {
    const doors = [known('2', { at: 0 }), known('10', { at: 80, error: 30 })];
    expect(located('4', doors)).toEqual({
      precision: 'interpolated',
      at: 20,
      radius: 90,
      weight: 0.925,
    });
    const near = [known('2', { at: 0 }), known('6', { at: 20 })];
    expect(located('4', near)?.radius).toBe(35);
  });

  it('takes the nearest numbers on both sides, whatever their order in the gazetteer', () => {
    const doors = ['30', '2', '10', '20'].map((number) =>
      known(number, { at: Number(number) * 10 }),
    );
    expect(located('14', doors)).toMatchObject({ at: 140, radius: 70 });
  });

  it('is told by them up to 240 numbers and 1,500 metres apart', () => {
    const apart = (last: string, at: number) => [known('2', { at: 0 }), known(last, { at })];
    expect(located('122', apart('242', 600))?.at).toBe(300);
    expect(located('122', apart('244', 600))).toBeNull();
    expect(located('4', apart('6', 1_490))?.at).toBe(745);
    expect(located('4', apart('6', 1_510))?.at).toBe(0);
  });
});

describe('a door beside a single known one', () => {
  it.each([
    ['12', { radius: 710, weight: 0.843 }],
    ['22', { radius: 810, weight: 0.827 }],
    ['32', { radius: 810, weight: 0.81 }],
    ['62', { radius: 810, weight: 0.76 }],
    ['3', { radius: 720, weight: 0.778 }],
  ])('is somewhere round number 2, as number %s', (number, answer) => {
    expect(located(number, [known('2', { at: 0 })])).toEqual({
      precision: 'interpolated',
      at: 0,
      ...answer,
    });
  });

  it('is not known beyond sixty numbers, nor without a number', () => {
    expect(located('64', [known('2', { at: 0 })])).toBeNull();
    expect(located('', [known('2', { at: 0 })])).toBeNull();
  });

  it('rests on its own side of the street, unless the other side is much nearer', () => {
    const other = known('21', { at: 0 });
    expect(located('20', [other, known('40', { at: 500 })])?.at).toBe(500);
    expect(located('20', [other, known('42', { at: 500 })])?.at).toBe(0);
  });
});

describe('an alley', () => {
  const mouth = known('', { at: 0, alleys: ['12'] });
  const inside = known('8', { at: 60, alleys: ['12'] });
  const deep = known('8', { at: 90, alleys: ['12', '3'] });

  it('lies at its mouth, or where a door within it is known', () => {
    expect(located('', [deep, inside, mouth], ['12'])).toEqual({
      precision: 'interpolated',
      at: 0,
      radius: 40,
      weight: 0.97,
    });
    expect(located('', [inside], ['12'])).toMatchObject({ at: 60, radius: 40, weight: 0.9 });
  });

  it('holds a door that is known in it, and one of a branch only in the branch', () => {
    expect(located('8', [mouth, deep, inside], ['12'])).toMatchObject({
      precision: 'door',
      at: 60,
    });
    expect(located('8', [mouth, deep, inside], ['12', '3'])).toMatchObject({ at: 90 });
  });

  it('is long: an unknown door or branch lies within 450 metres of the mouth', () => {
    expect(located('9', [inside, mouth], ['12'])).toMatchObject({
      precision: 'interpolated',
      at: 0,
      radius: 490,
      weight: 0.9,
    });
    expect(located('', [mouth], ['12', '34'])).toMatchObject({ radius: 490, weight: 0.97 });
  });

  it('begins at the house of its number where nothing else of it is known', () => {
    const street = [known('12', { at: 300 }), known('12A', { at: 400 })];
    expect(located('5', street, ['12'])).toEqual({
      precision: 'interpolated',
      at: 300,
      radius: 465,
      weight: 0.9,
    });
    expect(located('5', street, ['12A'])?.at).toBe(400);
    expect(located('5', street, ['K1'])).toBeNull();
    expect(located('5', street, ['200'])).toBeNull();
  });
});

describe('a number of the gazetteer', () => {
  it.each([
    ['12', { number: 12, suffix: '', upTo: null }],
    [' 12a ', { number: 12, suffix: 'A', upTo: null }],
    ['15B1', { number: 15, suffix: 'B1', upTo: null }],
    ['6-8', { number: 6, suffix: '', upTo: 8 }],
    ['6 – 8', { number: 6, suffix: '', upTo: 8 }],
    ['6,8', { number: 6, suffix: '', upTo: 8 }],
    ['6A & 10B', { number: 6, suffix: 'A', upTo: 10 }],
    ['Lô 5', null],
    ['', null],
  ])('%j is read as %j', (text, house) => {
    expect(readHouse(text)).toEqual(house);
  });
});
