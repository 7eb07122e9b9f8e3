import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { knox } from './knox.ts';
import { nearPairs } from './near-pairs.ts';

const TEN = [
  [0, 0, 1],
  [50, 0, 3],
  [60, 40, 40],
  [500, 0, 10],
  [520, 30, 12],
  [1000, 0, 30],
  [1010, 5, 90],
  [1500, 700, 55],
  [30, 20, 5],
  [990, 20, 33],
].map(([x = 0, y = 0, day = 0]) => ({ x, y, day }));
const ONE_CELL = { metres: [100], days: [7] };

const places = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.integer({ min: 0, max: 900 }),
    day: fc.integer({ min: 0, max: 60 }),
  }),
  { minLength: 2, maxLength: 40 },
);

describe('Knox', () => {
  const result = knox(TEN, ONE_CELL, { replicates: 9_999, seed: 1 });
  const [cell] = result.cells;

  it('gives the published pairs and what chance would bring', () => {
    expect(cell?.observed).toBe(5);
    // 10 pairs near in space, 9 in time, of 45.
    expect(cell?.expected).toBe(2);
  });

  it('comes by permuting dates to the p of all orders, 0.0250', () => {
    // Of the 3,628,800 orders of ten dates this share has five such pairs or more.
    expect(cell?.p).toBeGreaterThan(0.0246 - 0.004);
    expect(cell?.p).toBeLessThan(0.0246 + 0.004);
  });

  it('names the pairs it counted, and repeats itself for the same seed', () => {
    expect(result.links).toHaveLength(5);
    expect(knox(TEN, ONE_CELL, { replicates: 9_999, seed: 1 })).toEqual(result);
  });

  it('sorts pairs into bands that hold their upper edges', () => {
    const both = (metres: number, days: number) =>
      knox(
        [
          { x: 0, y: 0, day: 0 },
          { x: metres, y: 0, day: days },
        ],
        { metres: [0, 100, 200], days: [7, 14] },
        { replicates: 1, seed: 1 },
      );
    const pair = (metres: number, days: number) =>
      both(metres, days).cells.find(({ observed }) => observed === 1);
    expect(pair(0, 0)).toMatchObject({ metres: 0, days: 7 });
    expect(pair(100, 7)).toMatchObject({ metres: 100, days: 7 });
    expect(pair(100.5, 8)).toMatchObject({ metres: 200, days: 14 });
    expect(pair(201, 0)).toBeUndefined();
    expect(pair(0, 15)).toBeUndefined();
    // Lines on the map are the pairs of the nearest band.
    expect(both(100, 7).links).toHaveLength(1);
    expect(both(100, 8).links).toHaveLength(0);
  });

  it('finds every near pair that a walk over all pairs finds', () => {
    // Null: as far as the first two places lie from each other.
    const radii = fc.option(fc.integer({ min: 1, max: 400 }), { freq: 2 });
    reached({ 'a pair that lies as far apart as the radius': 0.25 }, (seen) => {
      fc.assert(
        fc.property(places, radii, (given, drawn) => {
          const apart = given.flatMap((a, i) =>
            given.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
          );
          const radius = drawn ?? apart[0] ?? 1;
          seen('a pair that lies as far apart as the radius', apart.includes(radius));
          expect(nearPairs(given, radius).metres).toHaveLength(
            apart.filter((metres) => metres <= radius).length,
          );
        }),
        { numRuns: 200 },
      );
    });
  });

  it('counts the same for any order of the events', () => {
    fc.assert(
      fc.property(places, (given) => {
        const bands = { metres: [0, 100, 300], days: [7, 14] };
        const counts = (some: typeof given) =>
          knox(some, bands, { replicates: 1, seed: 1 }).cells.map((one) => [
            one.observed,
            one.expected,
          ]);
        expect(counts(given.toReversed())).toEqual(counts(given));
      }),
    );
  });
});
