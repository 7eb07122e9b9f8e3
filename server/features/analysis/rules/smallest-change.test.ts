import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PLACE_METHODS, PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { reached } from '#tests/support/reached.ts';

import { findDensity, findEmerging, findHotSpots } from './heavy-analyses.ts';
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
  const back = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((days) => addDays(TODAY, -days));
  const starts = Array.from({ length: 60 }, (_, i) => ({
    from: monthsUpTo(TODAY, i + 1).from,
    months: i + 1,
  }));
  /** Days before and after the last one, and the first day of whole months. */
  const day = fc.oneof(
    { weight: 3, arbitrary: back(-20, 280) },
    { weight: 3, arbitrary: back(0, 1_826) },
    { weight: 1, arbitrary: fc.constantFrom(TODAY, ...starts.map(({ from }) => from)) },
  );
  const days = fc.array(day, { maxLength: 60, size: 'max' });
  const method = fc.oneof(fc.constantFrom(...PLACE_METHODS), fc.constant('emerging' as const));
  const length = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(279, 280));

  /** Searches every start, the one asked for first. */
  function byHand(happened: readonly string[], of: string, from: string) {
    const count = (start: string) => happened.filter((one) => one >= start && one <= TODAY).length;
    const enough = (start: string) =>
      count(start) >= 20 && (of !== 'emerging' || daysBetween(start, TODAY) + 1 >= 280);
    const first = [{ from, months: null }, ...starts.filter((one) => one.from < from)].find((one) =>
      enough(one.from),
    );
    if (first === undefined) return null;
    const period = { from: first.from, to: TODAY };
    return { period, months: first.months, events: count(first.from) };
  }

  it('is what a search over every month by hand finds', () => {
    const cases = {
      'the period asked for': 0.08,
      'whole months': 0.2,
      'no period': 0.2,
      'just enough events': 0.1,
      'an event on the first day': 0.06,
      'an event after the last day': 0.25,
      'just enough days': 0.015,
    };
    reached(cases, (seen) => {
      fc.assert(
        fc.property(days, method, length, (happened, of, asked) => {
          const from = addDays(TODAY, 1 - asked);
          const found = fittingPeriod(of, tally(happened), { from, to: TODAY });
          seen('the period asked for', found !== null && found.months === null);
          seen('whole months', found !== null && found.months !== null);
          seen('no period', found === null);
          seen('just enough events', found?.events === 20);
          seen('an event on the first day', found !== null && happened.includes(found.period.from));
          seen(
            'an event after the last day',
            happened.some((one) => one > TODAY),
          );
          seen(
            'just enough days',
            of === 'emerging' && asked === 280 && found !== null && found.months === null,
          );
          expect(found).toEqual(byHand(happened, of, from));
        }),
        { numRuns: 1_000 },
      );
    });
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

  it('are enough from the thirtieth on', () => {
    expect(fittingCells(city(30, 1), asked)).toEqual({ cell: 1_000, per: 'count' });
    expect(fittingCells(city(29, 1), asked)?.cell).not.toBe(1_000);
  });

  it('are the smaller of two that are as near', () => {
    const apart = city(100, 2.07);
    const isTested = (cell: number) =>
      findHotSpots(apart, PlaceAnalysisQuery.parse({ ...asked, cell })).refused === undefined;
    expect([3_750, 4_000, 4_250].map(isTested)).toEqual([true, false, true]);
    expect(fittingCells(apart, { ...asked, cell: 4_000 })?.cell).toBe(3_750);
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
