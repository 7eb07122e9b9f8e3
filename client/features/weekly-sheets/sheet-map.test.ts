import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sketchOf } from '#client/map/paper/sketch.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { reached } from '#tests/support/reached.ts';

import { numberPlaces } from './sheet-map.tsx';

const somewhere = fc.tuple(
  fc.double({ min: 105.8, max: 105.9, noNaN: true }),
  fc.double({ min: 21, max: 21.05, noNaN: true }),
);

describe('the numbers on the map of a sheet', () => {
  it('stand for every point once, and no circle covers another’s number', () => {
    const many = fc.array(somewhere, { minLength: 1, maxLength: 80, size: 'max' });
    reached({ 'points that share a number': 0.4 }, (seen) => {
      fc.assert(
        fc.property(many, (positions: LonLat[]) => {
          const places = positions.map((place, at) => ({ code: `M${at}`, place }));
          const numbered = numberPlaces(places, sketchOf(positions, 700, 230));
          seen('points that share a number', numbered.length < places.length);
          expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_, at) => at + 1));
          expect(numbered.flatMap(({ codes }) => codes).toSorted()).toEqual(
            places.map(({ code }) => code).toSorted(),
          );
          for (const [at, one] of numbered.entries()) {
            for (const other of numbered.slice(at + 1)) {
              const apart = Math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1]);
              expect(apart).toBeGreaterThan(18);
            }
          }
        }),
      );
    });
  });

  it('are shared by points at one place', () => {
    const here: LonLat = [105.85, 21.03];
    const places = [
      { code: 'B', place: here },
      { code: 'A', place: here },
      { code: 'C', place: [105.88, 21.03] as LonLat },
    ];
    const numbered = numberPlaces(
      places,
      sketchOf(
        places.map(({ place }) => place),
        700,
        230,
      ),
    );
    expect(numbered.map(({ number, codes }) => ({ number, codes }))).toEqual([
      { number: 1, codes: ['B', 'A'] },
      { number: 2, codes: ['C'] },
    ]);
  });
});
