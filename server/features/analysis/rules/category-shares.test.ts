import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { standardise } from '#server/methods/standardisation.ts';
import { reached } from '#tests/support/reached.ts';

import { categoryShares } from './category-shares.ts';

/** Two communes: karaoke places come back twice as often in the first as in the city, bars never do. */
const STRATA = [
  { communeId: 1, stratum: 'KAR', events: 4, exposure: 200 },
  { communeId: 2, stratum: 'KAR', events: 0, exposure: 200 },
  { communeId: 1, stratum: 'BAR', events: 0, exposure: 100 },
  { communeId: 2, stratum: 'BAR', events: 3, exposure: 200 },
];

describe('the categories of a commune', () => {
  it('tell where it stands above and where below what the city would have brought', () => {
    expect(categoryShares(STRATA, 1)).toEqual([
      { category: 'KAR', observed: 4, expected: 2, exposure: 200 },
      { category: 'BAR', observed: 0, expected: 1, exposure: 100 },
    ]);
    expect(categoryShares(STRATA, 3)).toEqual([]);
  });

  it('stand in the order of how far they are above what was expected, not of their events', () => {
    // Twelve bars came back where fourteen were to be expected, and one karaoke place where none was.
    const strata = [
      { communeId: 1, stratum: 'BAR', events: 12, exposure: 100 },
      { communeId: 2, stratum: 'BAR', events: 16, exposure: 100 },
      { communeId: 1, stratum: 'KAR', events: 1, exposure: 0 },
    ];
    expect(categoryShares(strata, 1).map(({ category }) => category)).toEqual(['KAR', 'BAR']);
  });

  it('stand in the order of their letters where they are as far from what was expected', () => {
    const strata = ['KS', 'BAR', 'KAR'].flatMap((stratum) =>
      [1, 2].map((communeId) => ({ communeId, stratum, events: 1, exposure: 100 })),
    );
    const shown = (all: typeof strata) => categoryShares(all, 1).map(({ category }) => category);
    expect(shown(strata)).toEqual(['BAR', 'KAR', 'KS']);
    expect(shown(strata.toReversed())).toEqual(['BAR', 'KAR', 'KS']);
  });

  it('add up to the row of the commune in the comparison, and are what a count by hand finds', () => {
    const orNone = (count: fc.Arbitrary<number>) => fc.oneof(fc.constant(0), count);
    const strata = fc.uniqueArray(
      fc.record({
        communeId: fc.integer({ min: 1, max: 6 }),
        stratum: fc.constantFrom('KAR', 'BAR', 'KS', 'STREET'),
        events: orNone(fc.integer({ min: 0, max: 9 })),
        exposure: orNone(fc.integer({ min: 0, max: 4_000 })),
      }),
      {
        selector: ({ communeId, stratum }) => `${communeId} ${stratum}`,
        maxLength: 24,
        size: 'max',
      },
    );
    const cases = { 'a category with nothing': 0.3, 'events without exposure': 0.3 };
    reached(cases, (seen) => {
      fc.assert(
        fc.property(strata, (all) => {
          seen(
            'a category with nothing',
            all.some(({ events, exposure }) => events === 0 && exposure === 0),
          );
          seen(
            'events without exposure',
            all.some(({ events, exposure }) => events > 0 && exposure === 0),
          );
          const rows = standardise(
            all.map(({ communeId, ...rest }) => ({ unit: String(communeId), ...rest })),
          );
          for (const row of rows) {
            const shares = categoryShares(all, Number(row.unit));
            const sum = (of: 'observed' | 'expected' | 'exposure') =>
              shares.reduce((total, share) => total + share[of], 0);
            expect(shares.filter((one) => one.observed === 0 && one.exposure === 0)).toEqual([]);
            expect(sum('observed')).toBe(row.observed);
            expect(sum('exposure')).toBe(row.exposure);
            expect(sum('expected')).toBeCloseTo(row.expected, 9);
            for (const { category, exposure, expected } of shares) {
              let [events, days] = [0, 0];
              for (const one of all) {
                if (one.stratum !== category) continue;
                events += one.events;
                days += one.exposure;
              }
              expect(expected).toBeCloseTo(days === 0 ? 0 : (exposure * events) / days, 9);
            }
          }
        }),
        { numRuns: 100 },
      );
    });
  });
});
