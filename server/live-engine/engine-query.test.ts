import { describe, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';
import { REACH, type Role } from '#server/contract/permission.ts';
import { LAST_DAY } from '#server/engine/point-record.ts';

import { engineQuery, numbersOn } from './engine-query.ts';
import type { EngineFilter } from './point-engine.ts';

it('a code stands for the commune that bears it on the day, since codes are used again', () => {
  const codes = {
    categories: [{ code: 'KRK', number: 3 }],
    communes: [
      { code: '00070', id: 1, validFrom: '2008-08-01', validTo: '2025-07-01' },
      { code: '00070', id: 2, validFrom: '2025-07-01', validTo: null },
      { code: '00004', id: 3, validFrom: '2027-01-01', validTo: null },
      { code: '00500', id: 4, validFrom: '2008-08-01', validTo: '2025-07-01' },
    ],
  };
  const numberOn = (day: string, code: string) => numbersOn(codes, day).communes.get(code);
  expect(numberOn('2025-06-30', '00070')).toBe(1);
  expect(numberOn('2025-07-01', '00070')).toBe(2);
  expect([numberOn('2025-06-30', '00500'), numberOn('2025-07-01', '00500')]).toEqual([
    4,
    undefined,
  ]);
  expect(numberOn('2026-12-31', '00004')).toBeUndefined();
  expect(numberOn('2027-01-01', '00004')).toBe(3);
  expect(numbersOn(codes, '2026-01-01').categories.get('KRK')).toBe(3);
});

const TODAY = '2026-11-24';
const NUMBERS = {
  categories: new Map([
    ['NN', 4],
    ['KRK', 9],
  ]),
  communes: new Map([
    ['00070', 12],
    ['09700', 31],
  ]),
};

function asked(filter: EngineFilter, role: Role = 'analyst', communeIds: number[] = []) {
  const actor = { accountId: 'a', role, reach: REACH[role], communeIds };
  return engineQuery(actor, filter, NUMBERS, TODAY);
}

describe('a filter of nothing', () => {
  it('asks for the evening of today and for the places on the list or proposed for it', () => {
    expect(asked({})).toEqual({
      asOf: dayNumber(TODAY),
      knownAt: undefined,
      scope: 'city',
      // Neither those that were not recognised nor those that were taken off the list.
      statuses: [0, 2, 3, 4, 5],
      flags: undefined,
      categories: undefined,
      kinds: undefined,
      communes: undefined,
      happened: undefined,
      ids: undefined,
    });
  });

  it.each<[Role, ReturnType<typeof asked>['scope']]>([
    ['analyst', 'city'],
    ['planner', 'city'],
    ['inspector', 'city'],
    ['leader', [12, 31]],
    ['officer', [12, 31]],
    ['admin', [12, 31]],
  ])('shows the %s the points of %j', (role, scope) => {
    expect(asked({}, role, [12, 31]).scope).toEqual(scope);
    expect(asked({}, role, []).scope).toEqual(scope === 'city' ? 'city' : []);
  });
});

describe('the words of a filter', () => {
  it('become the numbers of the engine, each in its own list', () => {
    const query = asked({
      as_of: '2026-03-01',
      known_at: '2026-04-01',
      status: ['delisted', 'not_recognised'],
      flag: ['suspected', 'unchecked'],
      category: ['KRK', 'NN'],
      commune: ['09700'],
    });
    expect(query).toMatchObject({
      asOf: dayNumber('2026-03-01'),
      knownAt: dayNumber('2026-04-01'),
      statuses: [6, 1],
      flags: [2, 6],
      categories: [9, 4],
      communes: [31],
    });
    expect([asked({ kind: 'business' }).kinds, asked({ kind: 'public_area' }).kinds]).toEqual([
      [0],
      [1],
    ]);
  });

  it('match nothing where all codes are unknown, instead of everything', () => {
    expect(asked({ category: ['XX'], commune: ['99999'] })).toMatchObject({
      categories: [],
      communes: [],
    });
    expect(asked({ commune: ['99999', '00070'] }).communes).toEqual([12]);
  });
});

describe('a period of a filter', () => {
  const [from, to] = ['2026-01-01', '2026-01-31'];

  it('reaches as far as the register goes on the side on which no day is named', () => {
    expect(asked({ happened: ['recurring'], from, to }).happened).toEqual({
      kinds: [3],
      from: dayNumber(from),
      to: dayNumber(to),
    });
    expect(asked({ happened: ['checked', 'listed'] }).happened).toEqual({
      kinds: [5, 0],
      from: 0,
      to: LAST_DAY,
    });
  });

  it('counts events of every kind where only a day is named', () => {
    const kinds = [0, 1, 2, 3, 4, 5];
    expect(asked({ from }).happened).toEqual({ kinds, from: dayNumber(from), to: LAST_DAY });
    expect(asked({ to }).happened).toEqual({ kinds, from: 0, to: dayNumber(to) });
  });
});
