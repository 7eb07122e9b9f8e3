import { describe, expect, it } from 'vitest';

import { restoredShifts, shiftDifferences, takenOff, type EditedShift } from './shift-changes.ts';

const DAY: EditedShift = {
  id: 1,
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 810, minutes: 60 },
  start: [105.85, 21.03],
  end: null,
  mostStops: 12,
};
const OTHER: EditedShift = { ...DAY, id: 2 };

describe('the day of a team on a route', () => {
  it.each<[string, Partial<EditedShift>]>([
    ['vehicle', { vehicle: 'car' }],
    ['beginning', { startsAt: 510 }],
    ['end', { endsAt: 990 }],
    ['break', { rest: { from: 690, to: 810, minutes: 45 } }],
    ['missing break', { rest: null }],
    ['first place', { start: null }],
    ['last place', { end: [105.86, 21.02] }],
    ['greatest number of stops', { mostStops: 8 }],
    ['absence', { absent: true }],
    ['removal', { absent: true, removed: true }],
  ])('has changed with another %s, and is given back whole', (_, more) => {
    const changed = { ...DAY, ...more };
    const changes = shiftDifferences([DAY, OTHER], [changed, OTHER]);
    expect(changes).toEqual({ shiftsBefore: [DAY], shiftsAfter: [changed] });
    expect(restoredShifts([changed, OTHER], changes, 'before')).toEqual([DAY]);
    expect(restoredShifts([DAY, OTHER], changes, 'after')).toEqual([changed]);
  });

  it('is taken off again where the edit that put the team on the route is undone', () => {
    const changes = shiftDifferences([DAY], [DAY, OTHER]);
    expect(restoredShifts([DAY, OTHER], changes, 'before')).toEqual([
      { ...OTHER, absent: true, removed: true },
    ]);
    expect(restoredShifts([DAY, takenOff(OTHER)], changes, 'after')).toEqual([OTHER]);
  });

  it('has not changed where only the order of its fields is another', () => {
    const { mostStops, ...rest } = DAY;
    expect(shiftDifferences([DAY], [{ mostStops, ...rest }]).shiftsAfter).toEqual([]);
  });

  it('is not given back once somebody has changed it again', () => {
    const changed = { ...DAY, mostStops: 8 };
    const changes = shiftDifferences([DAY], [changed]);
    expect(restoredShifts([{ ...changed, mostStops: 9 }], changes, 'before')).toBeNull();
    const both = [changed, { ...OTHER, mostStops: 8 }];
    const two = shiftDifferences([DAY, OTHER], both);
    expect(restoredShifts(both, two, 'before')).toEqual([DAY, OTHER]);
    expect(restoredShifts([changed, OTHER], two, 'before')).toBeNull();
    expect(restoredShifts([changed], two, 'before')).toBeNull();
  });

  it('is none to give back where an edit changed none', () => {
    const none = shiftDifferences([DAY], [DAY]);
    expect(restoredShifts([{ ...DAY, mostStops: 9 }], none, 'before')).toEqual([]);
  });
});
