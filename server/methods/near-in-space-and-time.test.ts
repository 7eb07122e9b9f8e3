import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drawAtRandom } from '#server/features/routes/add-stop-commands.ts';

import { withoutOverlap } from './cylinder-search.ts';
import { emergingHotSpots } from './emerging-hot-spots.ts';
import { knox } from './knox.ts';
import { between, metresAlong, metresBetween } from './local-metres.ts';
import { nearPairs } from './near-pairs.ts';

const event = (x: number, day: number, y = 0) => ({ x, y, day });

describe('near pairs', () => {
  it('name the lower number first, with their distance', () => {
    const { first, second, metres } = nearPairs([event(30, 0, 40), event(0, 0), event(99, 0)], 60);
    expect([[...first], [...second], [...metres]]).toEqual([[0], [1], [50]]);
  });
});

describe('the table of Knox', () => {
  const BANDS = { metres: [0, 100, 300], days: [7, 14] };
  const place = fc.record({
    x: fc.constantFrom(0, 80, 100, 250, 300, 700),
    y: fc.constantFrom(0, 0, 50),
    day: fc.integer({ min: 0, max: 30 }),
  });

  it('has for each cell the pairs of a walk over all, and their product by chance', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), (given) => {
        const pairs = given.flatMap((a, i) =>
          given.slice(i + 1).map((b) => ({
            metres: Math.hypot(a.x - b.x, a.y - b.y),
            days: Math.abs(a.day - b.day),
          })),
        );
        const inBand = (value: number, edges: readonly number[], i: number) =>
          value <= (edges[i] ?? 0) && (i === 0 || value > (edges[i - 1] ?? 0));
        const table = knox(given, BANDS, { replicates: 1, seed: 1 });
        expect(table).toMatchObject({ events: given.length, pairs: pairs.length });
        for (const [at, cell] of table.cells.entries()) {
          const [r, c] = [Math.floor(at / 2), at % 2];
          const near = pairs.filter(({ metres }) => inBand(metres, BANDS.metres, r));
          const soon = pairs.filter(({ days }) => inBand(days, BANDS.days, c));
          expect(cell).toMatchObject({ metres: BANDS.metres[r], days: BANDS.days[c] });
          expect(cell.observed).toBe(near.filter((pair) => soon.includes(pair)).length);
          expect(cell.expected).toBeCloseTo((near.length * soon.length) / pairs.length, 9);
        }
        // The lines of the map: the same place or next to it, within the first days.
        const lines = pairs.filter(({ metres, days }) => metres <= 100 && days <= 7);
        expect(table.links).toHaveLength(lines.length);
      }),
      { numRuns: 60 },
    );
  });

  it('compares with the mean of the permutations, and adjusts p for its number of cells', () => {
    // Two pairs, each a day apart; chance alone would bring 2 · 2 / 6 of them.
    const two = [event(0, 0), event(50, 1), event(5_000, 100), event(5_050, 101)];
    const { cells } = knox(two, { metres: [100], days: [7] }, { replicates: 999, seed: 1 });
    expect(cells[0]?.ratio).toBeCloseTo(2 / (2 / 3), 0);
    expect(cells[0]?.p).toBe(cells[0]?.adjustedP);
    const wide = knox(two, { metres: [100, 200], days: [7] }, { replicates: 999, seed: 1 });
    expect(wide.cells[0]?.adjustedP).toBeCloseTo(2 * (cells[0]?.p ?? 0), 12);
    // Nothing lies between 100 and 200 m, in any order of the days.
    expect(wide.cells[1]).toMatchObject({ observed: 0, expected: 0, ratio: null, p: 1 });
  });

  it('links at most 2,000 pairs', () => {
    const crowd = Array.from({ length: 70 }, () => event(0, 3));
    const { cells, links } = knox(crowd, { metres: [0], days: [7] }, { replicates: 1, seed: 1 });
    expect([cells[0]?.observed, links.length]).toEqual([2_415, 2_000]);
  });
});

it('at most twenty clusters are kept, and none that shares a site with a stronger one', () => {
  const cylinder = (...sites: number[]) => ({
    centre: sites[0] ?? 0,
    radius: 0,
    sites,
    days: 1,
    cases: 3,
    expected: 1,
    ratio: 1,
  });
  const kept = withoutOverlap([cylinder(1, 2), cylinder(2, 3), cylinder(3), cylinder(2)]);
  expect(kept.map(({ sites }) => sites)).toEqual([[1, 2], [3]]);
  expect(withoutOverlap(Array.from({ length: 21 }, (_, i) => cylinder(i)))).toHaveLength(20);
});

describe('a burst of events', () => {
  const LINE = 30;
  /** The states of the units about the one in which so many happened in the third of six steps. */
  const statesOf = (burst: number) => {
    const series = Array.from({ length: LINE }, (_, unit) =>
      Array.from({ length: 6 }, (_step, step) =>
        unit === 15 && step === 2 ? burst : (unit + step) % 2,
      ),
    );
    const beside = series.map((_, unit) =>
      [unit - 1, unit + 1].filter((one) => one >= 0 && one < LINE),
    );
    const found = emergingHotSpots(series, beside);
    return [13, 14, 15, 16, 17].map((unit) => found[unit]?.states.join(''));
  };

  it('is hot in its step and the next one, for its unit and those beside it', () => {
    expect(statesOf(7)).toEqual(['000000', '001100', '001100', '001100', '000000']);
  });

  it('is ordinary where the corrected p is above 5 %', () => {
    expect(statesOf(6)).toEqual(['000000', '000000', '000000', '000000', '000000']);
  });
});

describe('metres on the ground', () => {
  // 6,371,008.8 m · π/180 · 0.1 of latitude, and cos 21° of it for longitude.
  it('are shorter along a parallel by the cosine of its latitude', () => {
    expect(metresBetween([105.8, 20.95], [105.8, 21.05])).toBeCloseTo(11_119.508, 2);
    expect(metresBetween([105.8, 21], [105.9, 21])).toBeCloseTo(10_380.955, 2);
  });

  it('add up along a line, and are shared between its ends', () => {
    const line = [
      [105.8, 20.95],
      [105.8, 21.05],
      [105.8, 20.95],
    ] as const;
    expect(metresAlong(line)).toBeCloseTo(2 * 11_119.508, 2);
    expect(metresAlong(line.slice(1, 2))).toBe(0);
    expect(between([100, 20], [104, 22], 0.25)).toEqual([101, 20.5]);
  });
});

it('a draw holds each number once, no more than there are, and prefers none', () => {
  expect(drawAtRandom([3, 1, 3, 2], 9, 7).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  expect(drawAtRandom([3, 1, 2], 2, 7)).toEqual(drawAtRandom([2, 3, 1, 1], 2, 7));
  expect(drawAtRandom([5], 0, 7)).toEqual([]);
  const drawn = new Map<number, number>();
  for (let seed = 0; seed < 3_000; seed += 1) {
    for (const one of drawAtRandom([1, 2, 3, 4, 5], 2, seed))
      drawn.set(one, (drawn.get(one) ?? 0) + 1);
  }
  // 6,000 · ⅕ each, within five standard deviations.
  for (const one of [1, 2, 3, 4, 5])
    expect(Math.abs((drawn.get(one) ?? 0) - 1_200)).toBeLessThan(140);
});
