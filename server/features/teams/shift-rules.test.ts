import { describe, expect, it } from 'vitest';

import { shiftOf, shiftRow } from './shift-rules.ts';

const SHIFT = {
  vehicle: 'motorbike' as const,
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 60 },
  start: [105.1, 21.1] as [number, number],
  end: [105.2, 21.2] as [number, number],
  mostStops: 8,
};
const ROW = {
  vehicle: 'motorbike' as const,
  startsAt: 480,
  endsAt: 1_020,
  restFrom: 690,
  restTo: 780,
  restMinutes: 60,
  startLongitude: 105.1,
  startLatitude: 21.1,
  endLongitude: 105.2,
  endLatitude: 21.2,
  mostStops: 8,
};

describe('a shift', () => {
  it('is kept in its columns and read out of them', () => {
    expect(shiftRow(SHIFT)).toEqual(ROW);
    expect(shiftOf(ROW)).toEqual(SHIFT);
  });

  it('may have no break, no places and no most stops', () => {
    const bare = { ...SHIFT, rest: null, start: null, end: null, mostStops: null };
    expect(shiftOf(shiftRow(bare))).toEqual(bare);
  });

  it.each(['restFrom', 'restTo', 'restMinutes'])('has no break without %s', (column) => {
    expect(shiftOf({ ...ROW, [column]: null }).rest).toBeNull();
  });

  it.each(['Longitude', 'Latitude'])('has no place without its %s', (side) => {
    const row = { ...ROW, [`start${side}`]: null, [`end${side}`]: null };
    expect([shiftOf(row).start, shiftOf(row).end]).toEqual([null, null]);
  });
});
