import { describe, expect, it } from 'vitest';

import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { choosable, locksAsPlanned, movesTo, rangeBetween, releases } from './chosen-stops.ts';

const stop = (id: number, shiftId: number | null, position: number, more: Partial<Stop> = {}) =>
  ({
    id,
    shiftId,
    position,
    state: 'planned',
    lockShiftId: null,
    lockPosition: null,
    lockTime: null,
    ...more,
  }) as Stop;
const route = {
  shifts: [{ id: 1 }, { id: 2 }],
  stops: [
    stop(10, 2, 1),
    stop(11, 2, 0),
    stop(12, null, 0),
    stop(13, 1, 1),
    stop(14, 1, 0, { state: 'done' }),
  ],
  plan: {
    shifts: [
      { shiftId: 1, stops: [{ stopId: 13, start: 30_029 }] },
      { shiftId: 2, stops: [{ stopId: 11, start: 36_000 }] },
    ],
  },
} as unknown as RouteDetail;
const stops = choosable(route);

describe('stops that are chosen together', () => {
  it('stand as in the list, without those that have a result', () => {
    expect(stops.map(({ id }) => id)).toEqual([13, 11, 10, 12]);
  });

  it('are a range in either direction, over the borders of teams', () => {
    expect(rangeBetween(stops, 13, 10)).toEqual([13, 11, 10]);
    expect(rangeBetween(stops, 12, 11)).toEqual([11, 10, 12]);
    expect(rangeBetween(stops, null, 10)).toEqual([10]);
    expect(rangeBetween(stops, 999, 10)).toEqual([10]);
  });

  it('go to the end of a team in their order, but for those that it has', () => {
    expect(movesTo(stops, 2)).toEqual([
      { kind: 'move', stopId: 13, shiftId: 2, before: null },
      { kind: 'move', stopId: 12, shiftId: 2, before: null },
    ]);
    expect(movesTo(stops, null)).toHaveLength(3);
  });

  it('are locked as they stand, each to what it has', () => {
    expect(locksAsPlanned(route, stops, 'team')).toEqual(
      [13, 11, 10].map((stopId) => ({ kind: 'lock', stopId, team: true })),
    );
    expect(locksAsPlanned(route, stops, 'time')).toEqual([
      { kind: 'lock', stopId: 13, time: { from: 500, to: 500 } },
      { kind: 'lock', stopId: 11, time: { from: 600, to: 600 } },
    ]);
  });

  it('are released of every lock where one has any', () => {
    const locked = stop(20, 1, 2, { lockPosition: 0 });
    expect(releases([...stops, locked])).toEqual([
      { kind: 'lock', stopId: 20, team: false, position: false, time: null },
    ]);
  });
});
