import { describe, expect, it } from 'vitest';

import { nearestFirst, stopAt } from './stop-distances.ts';

// A thousandth of a degree of latitude is 111 m.
const NEAR = { id: 1, place: [105.85, 21.0301] as [number, number] };
const FARTHER = { id: 2, place: [105.85, 21.034] as [number, number] };
const FAR = { id: 3, place: [105.85, 21.06] as [number, number] };
const here = (accuracyMetres: number, latitude = 21.03) => ({
  at: [105.85, latitude] as [number, number],
  accuracyMetres,
});
const ids = (stops: readonly { id: number }[]) => stops.map(({ id }) => id);

describe('the stops of a team by distance', () => {
  it('begin with the nearest, and keep their order while no position is known', () => {
    expect(ids(nearestFirst([FAR, NEAR, FARTHER], here(10)))).toEqual([1, 2, 3]);
    expect(ids(nearestFirst([FAR, NEAR, FARTHER], null))).toEqual([3, 1, 2]);
  });

  it('tell an arrival at the nearest of those in reach', () => {
    expect(stopAt([FAR, FARTHER, NEAR], here(10))?.id).toBe(1);
    expect(stopAt([FAR, FARTHER], here(10))).toBeNull();
    expect(stopAt([], here(10))).toBeNull();
  });

  it('tell no arrival by a position that is not known well enough', () => {
    expect(stopAt([NEAR], here(300))).toBeNull();
    expect(stopAt([NEAR], null)).toBeNull();
    // 78 m away: within the accuracy of the position.
    expect(stopAt([NEAR], here(80, 21.0308))?.id).toBe(1);
    expect(stopAt([NEAR], here(20, 21.0308))).toBeNull();
  });

  it('tell an arrival within 50 m, or within the accuracy up to 100 m', () => {
    const north = (metres: number) => ({
      id: 4,
      place: [105.85, 21.03 + metres / 111_195] as [number, number],
    });
    expect(stopAt([north(49)], here(10))?.id).toBe(4);
    expect(stopAt([north(51)], here(10))).toBeNull();
    expect(stopAt([north(99)], here(100))?.id).toBe(4);
    expect(stopAt([north(1)], here(101))).toBeNull();
  });
});
