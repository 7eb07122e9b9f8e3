import { expect, it } from 'vitest';

import type { RouteShift } from '#server/contract/route.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { restOfShift, type DayUnderWay } from './day-under-way.ts';

const stop = (id: number, state: StopRow['state']) =>
  ({ id, shiftId: 7, position: id, state, removed: false }) as StopRow;

it('the rest of a team’s day begins now, at its last place, with the stops that it may still take', () => {
  const shift = { id: 7, startsAt: 480, start: [105, 21], mostStops: 3 } as unknown as RouteShift;
  const stops = [stop(1, 'done'), stop(2, 'could_not_check'), stop(3, 'planned')];
  const day = {
    now: 600 * 60,
    lastPlaces: [{ shiftId: 7, place: [105.9, 21.1] }],
  } as unknown as DayUnderWay;
  const rest = { startsAt: 600, start: [105.9, 21.1], mostStops: 1 };
  expect(restOfShift(shift, stops, day)).toMatchObject(rest);
  expect(restOfShift({ ...shift, mostStops: null }, stops, day).mostStops).toBeNull();
  expect(restOfShift({ ...shift, mostStops: 1 }, stops, day).mostStops).toBe(0);
});
