import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateOfDay } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { reached } from '#tests/support/reached.ts';

import { daysToDraft, recurrenceDays, weekdayOf } from './recurrence-days.ts';

/** Days near each other, over the turn of a year and a leap day. */
const day = fc.integer({ min: 21_182, max: 21_245 }).map(dateOfDay);
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });

/** The same by the calendar of the language, day after day over ten years. */
function naiveDays(
  span: { weekdays: readonly number[]; fromOn: string; toOn: string | null },
  from: string,
  to: string,
): string[] {
  const found: string[] = [];
  for (const date = new Date(`${from}T00:00:00Z`); ; date.setUTCDate(date.getUTCDate() + 1)) {
    const text = date.toISOString().slice(0, 10);
    if (text > to) return found;
    const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    if (!span.weekdays.includes(weekday) || text < span.fromOn) continue;
    if (span.toOn === null || text <= span.toOn) found.push(text);
  }
}

describe('the days of a recurrence', () => {
  it('are its weekdays from the first to the last day, both included', () => {
    const span = { weekdays: [1, 5], fromOn: '2026-11-27', toOn: '2026-12-07' };
    expect(recurrenceDays(span, '2026-11-01', '2026-12-31')).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2026-12-04',
      '2026-12-07',
    ]);
    expect(weekdayOf('1969-12-28')).toBe(7);
  });

  it('are those that a program counts day after day, on any days', () => {
    const span = fc.record({ weekdays, fromOn: day, toOn: fc.option(day) });
    const length = fc.integer({ min: -5, max: 120 });
    reached({ 'the first day': 0.05, 'the last day': 0.05, 'no day': 0.3 }, (seen) => {
      fc.assert(
        fc.property(span, day, length, (given, from, more) => {
          const to = addDays(from, more);
          const days = recurrenceDays(given, from, to);
          seen('the first day', days.includes(given.fromOn));
          seen('the last day', given.toOn !== null && days.includes(given.toOn));
          seen('no day', days.length === 0);
          expect(days).toEqual(naiveDays(given, from, to));
        }),
        { numRuns: 1_000 },
      );
    });
  });
});

describe('the days whose draft is to be made', () => {
  const DAILY = {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    fromOn: '2026-11-01',
    toOn: null,
    daysAhead: 2,
    version: 3,
  };
  const on = '2026-11-25';
  const withDay = (outcome: 'made' | 'day_off' | 'not_made', version = 3) => ({
    ...DAILY,
    tried: [
      {
        onDate: on,
        outcome,
        reason: outcome === 'not_made' ? ('no_places' as const) : null,
        version,
      },
    ],
  });

  it('reach from today as far ahead as the recurrence says', () => {
    expect(daysToDraft({ ...DAILY, tried: [] }, '2026-11-24')).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
  });

  it('leave out a day that has its draft, and look at a day off again', () => {
    expect(daysToDraft(withDay('made'), '2026-11-24')).not.toContain(on);
    expect(daysToDraft(withDay('day_off'), '2026-11-24')).toContain(on);
  });

  it('try one that could not be made on every run until it begins, then only after a change', () => {
    expect(daysToDraft(withDay('not_made'), '2026-11-24')).toContain(on);
    expect(daysToDraft(withDay('not_made'), on)).not.toContain(on);
    expect(daysToDraft(withDay('not_made', 2), on)).toContain(on);
  });

  it('try one that failed for no known reason again on every run, on its own day too', () => {
    const tried = withDay('not_made').tried.map((one) => ({ ...one, reason: 'failed' as const }));
    expect(daysToDraft({ ...DAILY, tried }, on)).toContain(on);
  });

  it('never have a day twice, nor one that has a draft, whatever was tried before', () => {
    const tried = fc.array(
      fc.record({
        onDate: day,
        outcome: fc.constantFrom('made' as const, 'day_off' as const, 'not_made' as const),
        reason: fc.constantFrom(null, 'failed' as const),
        version: fc.integer({ min: 1, max: 4 }),
      }),
    );
    reached({ 'a day with its draft': 0.15, 'a day tried twice': 0.1 }, (seen) => {
      fc.assert(
        fc.property(tried, weekdays, day, (before, chosen, today) => {
          const span = { weekdays: chosen, fromOn: today, toOn: null };
          const days = daysToDraft({ ...DAILY, ...span, daysAhead: 30, tried: before }, today);
          expect(new Set(days).size).toBe(days.length);
          const last = new Map(before.map(({ onDate, outcome }) => [onDate, outcome]));
          const due = recurrenceDays(span, today, addDays(today, 30));
          seen(
            'a day with its draft',
            due.some((one) => last.get(one) === 'made'),
          );
          seen('a day tried twice', last.size < before.length);
          expect(days.filter((one) => last.get(one) === 'made')).toEqual([]);
        }),
        { numRuns: 300 },
      );
    });
  });
});
