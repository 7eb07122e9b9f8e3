import { describe, expect, it } from 'vitest';

import type { Shift } from '#server/contract/team.ts';

import { shiftOf, shiftRow, type ShiftRow } from './shift-rules.ts';

const SHIFT: Shift = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 810, minutes: 45 },
  start: [105.85, 21.03],
  end: [105.86, 21.02],
  mostStops: 12,
};
const ROW: ShiftRow = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  restFrom: 690,
  restTo: 810,
  restMinutes: 45,
  startLongitude: 105.85,
  startLatitude: 21.03,
  endLongitude: 105.86,
  endLatitude: 21.02,
  mostStops: 12,
};

describe('the day of a team in its columns', () => {
  it('is written and read field by field', () => {
    expect(shiftRow(SHIFT)).toEqual(ROW);
    expect(shiftOf(ROW)).toEqual(SHIFT);
  });

  it('has nothing where there is no break, no place and no limit', () => {
    const open = { ...SHIFT, rest: null, start: null, end: null, mostStops: null };
    const row = {
      ...ROW,
      restFrom: null,
      restTo: null,
      restMinutes: null,
      startLongitude: null,
      startLatitude: null,
      endLongitude: null,
      endLatitude: null,
      mostStops: null,
    };
    expect(shiftRow(open)).toEqual(row);
    expect(shiftOf(row)).toEqual(open);
  });

  it.each([
    ['restFrom', 'rest'],
    ['restTo', 'rest'],
    ['restMinutes', 'rest'],
    ['startLongitude', 'start'],
    ['startLatitude', 'start'],
    ['endLongitude', 'end'],
    ['endLatitude', 'end'],
  ] as const)('without %s has no %s', (column, field) => {
    expect(shiftOf({ ...ROW, [column]: null })).toEqual({ ...SHIFT, [field]: null });
  });

  it('keeps what is zero', () => {
    const rest = { from: 0, to: 0, minutes: 5 };
    const shift: Shift = { ...SHIFT, startsAt: 0, rest, start: [0, 0], end: [0, 0] };
    expect(shiftOf(shiftRow(shift))).toEqual(shift);
  });
});
