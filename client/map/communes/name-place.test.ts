import { booleanPointInPolygon, polygon } from '@turf/turf';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import { placeName } from './name-place.ts';

/** An area like an L: its arms are one wide and four long. */
const AREA = polygon([
  [
    [0, 0],
    [4, 0],
    [4, 1],
    [1, 1],
    [1, 4],
    [0, 4],
    [0, 0],
  ],
]);
const CENTRE: LonLat = [0.5, 0.5];

describe('the place of a commune’s name', () => {
  it('is its centre while that is in view', () => {
    expect(placeName(AREA, CENTRE, [-1, -1, 5, 5], 0.1)).toEqual(CENTRE);
  });

  it('is in the middle of the part that is seen, once the centre is not', () => {
    const place = placeName(AREA, CENTRE, [2, -1, 6, 5], 0.1);
    expect(place?.[0]).toBeGreaterThan(2.3);
    expect(place?.[0]).toBeLessThan(3.7);
    expect(place?.[1]).toBeCloseTo(0.5, 1);
  });

  it('is nowhere when the part that is seen is too narrow, or nothing is seen', () => {
    expect(placeName(AREA, CENTRE, [3.9, -1, 6, 5], 0.1)).toBeNull();
    expect(placeName(AREA, CENTRE, [2, 2, 6, 6], 0.1)).toBeNull();
  });

  it('fills the view of who looks from deep inside', () => {
    const view: BoundingBox = [3.001, 0.401, 3.003, 0.403];
    const [x, y] = placeName(AREA, CENTRE, view, 0.0001) ?? [];
    expect(x).toBeCloseTo(3.002, 3);
    expect(y).toBeCloseTo(0.402, 3);
  });

  it('lies in the area and in the view, whatever is in view', () => {
    const corner = fc.double({ min: -1, max: 4, noNaN: true });
    const side = fc.double({ min: 0.5, max: 3, noNaN: true });
    let placed = 0;
    fc.assert(
      fc.property(corner, corner, side, side, (west, south, width, height) => {
        const view: BoundingBox = [west, south, west + width, south + height];
        const place = placeName(AREA, CENTRE, view, 0.05);
        if (place === null) return;
        placed += 1;
        expect(booleanPointInPolygon([...place], AREA)).toBe(true);
        expect(place[0]).toBeGreaterThanOrEqual(view[0]);
        expect(place[0]).toBeLessThanOrEqual(view[2]);
        expect(place[1]).toBeGreaterThanOrEqual(view[1]);
        expect(place[1]).toBeLessThanOrEqual(view[3]);
      }),
    );
    expect(placed).toBeGreaterThan(10);
  });
});
