import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PLACE_METHODS, PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import { findDensity, findEmerging, findHotSpots } from './cell-analyses.ts';
import { fittingCells, fittingPeriod, monthsUpTo } from './smallest-change.ts';

const TODAY = '2026-11-27';

describe('whole months up to a day', () => {
  it('begin on the day after the same day of an earlier month, or at the end of a short one', () => {
    expect(monthsUpTo('2026-11-27', 3).from).toBe('2026-08-28');
    expect(monthsUpTo('2026-11-30', 1).from).toBe('2026-11-01');
    expect(monthsUpTo('2026-03-30', 1).from).toBe('2026-02-28');
    expect(monthsUpTo('2026-11-27', 60).from).toBe('2021-11-28');
  });

  it('grow by 28 to 31 days a month', () => {
    const last = fc.integer({ min: 0, max: 3_000 }).map((day) => addDays('2020-01-01', day));
    fc.assert(
      fc.property(last, fc.integer({ min: 1, max: 59 }), (to, months) => {
        const grown = daysBetween(monthsUpTo(to, months + 1).from, monthsUpTo(to, months).from);
        expect(grown).toBeGreaterThanOrEqual(28);
        expect(grown).toBeLessThanOrEqual(31);
      }),
      { numRuns: 100 },
    );
  });
});

const tally = (days: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
};

describe('the shortest period that is enough', () => {
  const days = fc.array(
    fc.integer({ min: 0, max: 1_800 }).map((back) => addDays(TODAY, -back)),
    { maxLength: 60 },
  );

  it('is what a search over every month by hand finds', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...PLACE_METHODS),
        fc.integer({ min: 1, max: 500 }),
        (happened, method, length) => {
          const asked = { from: addDays(TODAY, 1 - length), to: TODAY };
          const found = fittingPeriod(method, tally(happened), asked);
          const count = (from: string) => happened.filter((day) => day >= from).length;
          const enough = (from: string) =>
            count(from) >= 20 && (method !== 'emerging' || daysBetween(from, TODAY) + 1 >= 280);
          const starts = [
            { from: asked.from, months: null as number | null },
            ...Array.from({ length: 60 }, (_, i) => ({
              from: monthsUpTo(TODAY, i + 1).from,
              months: i + 1,
            })).filter(({ from }) => from < asked.from),
          ];
          const first = starts.find(({ from }) => enough(from)) ?? null;
          expect(found).toEqual(
            first && {
              period: { from: first.from, to: TODAY },
              months: first.months,
              events: count(first.from),
            },
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Places in a row of squares of one kilometre, `apart` kilometres from each other, with an event at each third. */
function city(places: number, apart: number, eventsAt = (place: number) => place % 3 === 0) {
  const at = (place: number) => ({
    longitude: 105.7 + (place % 10) * 0.0097 * apart,
    latitude: 20.9 + Math.floor(place / 10) * 0.00903 * apart,
  });
  const all = Array.from({ length: places }, (_, place) => place);
  return {
    places: all.map((place) => ({ ...at(place), checks: 0 })),
    events: all
      .filter(eventsAt)
      .map((place) => ({ ...at(place), happenedOn: '2026-06-01', origin: null })),
    period: { from: '2025-11-28', to: TODAY },
  };
}

describe('the nearest cells that can be tested', () => {
  const asked = { method: 'hot_spots', cell: 1_000, per: 'count' } as const;

  it('stay as they were asked for where these are enough', () => {
    expect(fittingCells(city(100, 1), asked)).toEqual({ cell: 1_000, per: 'count' });
  });

  it('are larger where the squares of that size have no neighbours, and then the method answers', async () => {
    const apart = city(100, 2);
    const few = findHotSpots(apart, PlaceAnalysisQuery.parse(asked));
    expect(few.refused?.reason).toBe('few_cells');
    const fits = fittingCells(apart, asked);
    expect(fits?.cell).toBeGreaterThan(1_000);
    const answered = findHotSpots(apart, PlaceAnalysisQuery.parse({ ...asked, ...fits }));
    expect(answered.refused).toBeUndefined();
    // Every size nearer to the one asked for is refused.
    for (let cell = 250; cell <= 5_000; cell += 250) {
      if (Math.abs(cell - 1_000) >= Math.abs((fits?.cell ?? 0) - 1_000)) continue;
      const nearer = findHotSpots(apart, PlaceAnalysisQuery.parse({ ...asked, cell }));
      expect(nearer.refused).toBeDefined();
    }
  });

  it('are counted by events where nobody has checked anything', () => {
    expect(fittingCells(city(100, 1), { ...asked, per: 'checks' })).toEqual({
      cell: 1_000,
      per: 'count',
    });
  });

  it('do not exist where ten places are all there is, nor where all squares are alike', () => {
    expect(fittingCells(city(10, 1), asked)).toBeNull();
    expect(
      fittingCells(
        city(100, 1, () => false),
        asked,
      ),
    ).toBeNull();
  });

  it('are not asked of methods that have no cells', async () => {
    const few = city(25, 1, () => true);
    expect(fittingCells(few, { ...asked, method: 'density' })).toEqual({
      cell: 1_000,
      per: 'count',
    });
    const density = findDensity(few, PlaceAnalysisQuery.parse({ method: 'density' }));
    expect(density.refused).toBeUndefined();
    const emerging = findEmerging(few, PlaceAnalysisQuery.parse({ method: 'emerging' }));
    expect(emerging.refused?.reason).toBe('few_cells');
  });
});
