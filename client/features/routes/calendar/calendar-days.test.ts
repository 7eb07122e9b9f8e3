import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateOfDay, daysBetween } from '#server/contract/civil-day.ts';

import { dayAfterKey, neighbourOf, weeksOf } from './calendar-days.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map(dateOfDay);
const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

describe('the weeks of a calendar', () => {
  it('are those with a day of the month, each from Monday to Sunday', () => {
    expect(weeksOf('2026-11-27', 'month').map((week) => [week[0], week.at(-1)])).toEqual([
      ['2026-10-26', '2026-11-01'],
      ['2026-11-02', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-22'],
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
    ]);
    expect(weeksOf('2026-11-27', 'week')).toHaveLength(1);
  });

  it('have every day of the month once, in order, on any day', () => {
    fc.assert(
      fc.property(day, (date) => {
        const days = weeksOf(date, 'month').flat();
        expect(
          days.map((one, at) => (at === 0 ? 1 : daysBetween(days[at - 1] ?? '', one))),
        ).toEqual(days.map(() => 1));
        expect([weekday(days[0] ?? ''), weekday(days.at(-1) ?? '')]).toEqual([1, 0]);
        const inMonth = days.filter((one) => one.slice(0, 7) === date.slice(0, 7));
        const lastOfMonth = new Date(
          Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0),
        );
        expect(inMonth).toHaveLength(lastOfMonth.getUTCDate());
        expect(days.length - inMonth.length).toBeLessThan(14);
      }),
    );
  });
});

describe('moving in a calendar', () => {
  it('goes to the same day of the next month, or to the last where that month is shorter', () => {
    expect(neighbourOf('2026-11-15', 'month', 1)).toBe('2026-12-15');
    expect(neighbourOf('2027-01-31', 'month', 1)).toBe('2027-02-28');
    expect(neighbourOf('2027-03-31', 'month', -1)).toBe('2027-02-28');
    expect(neighbourOf('2026-11-27', 'week', -1)).toBe('2026-11-20');
  });

  it('follows the keys of a grid: days, weeks, ends of the week, months', () => {
    const to = (key: string) => dayAfterKey(key, '2026-11-27', 'month');
    expect([to('ArrowLeft'), to('ArrowRight')]).toEqual(['2026-11-26', '2026-11-28']);
    expect([to('ArrowUp'), to('ArrowDown')]).toEqual(['2026-11-20', '2026-12-04']);
    expect([to('Home'), to('End')]).toEqual(['2026-11-23', '2026-11-29']);
    expect([to('PageUp'), to('PageDown')]).toEqual(['2026-10-27', '2026-12-27']);
    expect(to('a')).toBeNull();
  });
});
