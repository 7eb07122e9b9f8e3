import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import { longestPeriod, periodBefore, periodOf } from './period.ts';

const TODAY = '2026-06-15';

describe('the period of an analysis', () => {
  it('is the year up to today where no days are asked for', () => {
    expect(periodOf({}, TODAY)).toEqual({ from: '2025-06-16', to: TODAY });
    expect(periodOf({ to: '2026-01-31' }, TODAY)).toEqual({ from: '2025-02-01', to: '2026-01-31' });
    expect(periodOf({ from: TODAY }, TODAY)).toEqual({ from: TODAY, to: TODAY });
  });

  it('ends neither in the future nor before it begins, and is no longer than five years', () => {
    const refused = expect.objectContaining({ code: 'analysis.period_invalid' }) as unknown;
    const longest = longestPeriod(TODAY);
    expect(periodOf(longest, TODAY)).toEqual(longest);
    for (const asked of [
      { to: addDays(TODAY, 1) },
      { from: TODAY, to: addDays(TODAY, -1) },
      { ...longest, from: addDays(longest.from, -1) },
    ]) {
      expect(() => periodOf(asked, TODAY)).toThrow(refused);
    }
  });

  it('follows one of as many days, with no day between them and none in both', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
      from: '2026-01-29',
      to: '2026-02-28',
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: 0, max: 1_829 }),
        (start, more) => {
          const from = addDays('2016-01-01', start);
          const period = { from, to: addDays(from, more) };
          const before = periodBefore(period);
          expect(addDays(before.to, 1)).toBe(from);
          expect(daysBetween(before.from, before.to)).toBe(more);
        },
      ),
    );
  });
});
