import { describe, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';

import { fittingBin, timelineOf } from './rules.ts';

const one = { listed: 1, eliminated: 0, handed_over: 0, recurrence_confirmed: 2 };
const TODAY = '2026-11-24';

describe('a timeline', () => {
  it('gathers the days of a week or a month and keeps their sum', () => {
    const days = ['2026-09-28', '2026-10-04', '2026-10-05'].map((date) => ({
      day: dayNumber(date),
      counts: one,
    }));
    const tally = { first: dayNumber('2026-09-01'), last: dayNumber('2026-10-05'), days };
    const byWeek = timelineOf(tally, TODAY, 'week');
    expect(byWeek.bins.map(({ from, listed }) => [from, listed])).toEqual([
      ['2026-09-28', 2],
      ['2026-10-05', 1],
    ]);
    const byMonth = timelineOf(tally, TODAY, 'month');
    expect(byMonth.bins.map(({ from, listed }) => [from, listed])).toEqual([
      ['2026-09-01', 1],
      ['2026-10-01', 2],
    ]);
    expect(byMonth.total).toEqual({
      listed: 3,
      eliminated: 0,
      handed_over: 0,
      recurrence_confirmed: 6,
    });
    expect(byMonth).toMatchObject({ first: '2026-09-01', last: '2026-10-05' });
  });

  it('is by days while they fit, then by weeks, then by months', () => {
    expect(fittingBin('2026-08-01', TODAY)).toBe('day');
    expect(fittingBin('2026-01-01', TODAY)).toBe('week');
    expect(fittingBin('2024-09-01', TODAY)).toBe('week');
    expect(fittingBin('2020-01-01', TODAY)).toBe('month');
    // 130 bars of one day, then of one week, and not one more.
    const bins = [129, 130, 909, 910].map((days) => fittingBin(addDays(TODAY, -days), TODAY));
    expect(bins).toEqual(['day', 'week', 'week', 'month']);
  });

  it('is by the bins that fit from its first event until today, unless others are asked for', () => {
    const first = dayNumber('2026-01-05');
    const tally = { first, last: first, days: [{ day: first, counts: one }] };
    expect(timelineOf(tally, TODAY, undefined)).toMatchObject({
      bin: 'week',
      bins: [{ from: '2026-01-05', listed: 1, recurrence_confirmed: 2 }],
    });
    expect(timelineOf(tally, '2026-02-01', undefined).bin).toBe('day');
    expect(timelineOf(tally, TODAY, 'day').bin).toBe('day');
  });

  it('of nothing is empty', () => {
    expect(timelineOf({ first: null, last: null, days: [] }, TODAY, undefined)).toMatchObject({
      first: null,
      last: null,
      bins: [],
      bin: 'day',
    });
  });
});
