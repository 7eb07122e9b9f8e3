import { describe, expect, it } from 'vitest';

import type { RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';
import type { RouteLine } from '#server/contract/travel.ts';

import { legsOf, placeOnMap } from './stop-marks.tsx';

const METRES_PER_PIXEL = 2;
const DEGREES = METRES_PER_PIXEL / 111_195;
/** A pixel of a map on the equator, where a degree is as long in both directions. */
const at = (x: number, y: number): [number, number] => [x * DEGREES, y * DEGREES];
const stop = (id: number, shiftId: number, position: number, place: [number, number]) =>
  ({ id, shiftId, position, place }) as Stop;
const START = at(0, 0);
const route = {
  shifts: [
    { id: 7, start: START, end: START } as RouteShift,
    { id: 8, start: null, end: null } as RouteShift,
  ],
  stops: [
    stop(1, 7, 0, at(100, 0)),
    stop(2, 7, 1, at(200, 0)),
    stop(3, 8, 0, at(0, 300)),
    stop(4, 8, 1, at(200, 300)),
  ],
} as RouteDetail;
const way = (...places: [number, number][]) =>
  ({
    legs: places.slice(1).map((to, index) => ({ line: [places[index] ?? to, to] })),
  }) as RouteLine;
const ways = [
  { shiftId: 7, way: way(START, at(100, 0), at(200, 0), START) },
  { shiftId: 8, way: way(at(0, 300), at(200, 300)) },
];
const dropped = (stopId: number, x: number, y: number) =>
  placeOnMap(at(x, y), {
    route,
    stopId,
    legs: legsOf(route, ways),
    metresPerPixel: METRES_PER_PIXEL,
  });

describe('a stop let go on the map', () => {
  it('takes the number of the stop that it falls on', () => {
    expect(dropped(4, 104, 5)).toEqual({ shiftId: 7, before: 1 });
    expect(dropped(1, 198, 3)).toEqual({ shiftId: 7, before: null });
  });

  it('goes into the stretch of way that it touches, whether the day begins at a depot or not', () => {
    expect(dropped(4, 40, 12)).toEqual({ shiftId: 7, before: 1 });
    expect(dropped(4, 150, 9)).toEqual({ shiftId: 7, before: 2 });
    expect(dropped(1, 100, 310)).toEqual({ shiftId: 8, before: 4 });
  });

  it('stays where it was when nothing is near', () => {
    expect(dropped(1, 100, 150)).toBeNull();
  });

  it('reaches 18 pixels around a mark and 24 beside a way', () => {
    expect(dropped(4, 100, -17)).toEqual({ shiftId: 7, before: 1 });
    expect(dropped(4, 101, -19)).toEqual({ shiftId: 7, before: 2 });
    expect(dropped(4, 150, -23)).toEqual({ shiftId: 7, before: 2 });
    expect(dropped(4, 150, -25)).toBeNull();
  });

  it('falls on the nearer of two marks, and never on one that is in no order', () => {
    const near = {
      ...route,
      stops: [
        ...route.stops,
        stop(5, 8, 2, at(110, 0)),
        { ...stop(6, 8, 3, at(112, 0)), shiftId: null },
      ],
    } as RouteDetail;
    const place = (x: number) =>
      placeOnMap(at(x, 0), { route: near, stopId: 2, legs: [], metresPerPixel: METRES_PER_PIXEL });
    expect(place(104)).toEqual({ shiftId: 7, before: 1 });
    expect(place(112)).toEqual({ shiftId: 8, before: 5 });
  });
});
