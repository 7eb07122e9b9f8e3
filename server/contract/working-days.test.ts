import { expect, test } from 'vitest';

import {
  endOfSpan,
  isWorkingDay,
  workCalendar,
  workingDayFrom,
  workingDaysBetween,
  yearsWithoutHolidays,
} from './working-days.ts';

const holidays = (year: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    day: `${year}-05-${String(at + 1).padStart(2, '0')}`,
    kind: 'holiday' as const,
  }));

test('a year whose eleven holidays are entered is known', () => {
  expect(yearsWithoutHolidays(holidays(2026, 11), '2026-10-31')).toEqual([]);
});

test('a year with fewer is not, and worked days do not count', () => {
  const worked = [{ day: '2026-08-22', kind: 'worked' as const }];
  expect(yearsWithoutHolidays([...holidays(2026, 10), ...worked], '2026-03-02')).toEqual([2026]);
});

test('the next year is asked for from two months ahead', () => {
  expect(yearsWithoutHolidays(holidays(2026, 11), '2026-11-01')).toEqual([2027]);
  const both = [...holidays(2026, 11), ...holidays(2027, 11)];
  expect(yearsWithoutHolidays(both, '2026-12-31')).toEqual([]);
});

const EVERY_WEEK = workCalendar([]);

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-02-28', 1, '2026-03-28'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-05-15', 12, '2027-05-15'],
])('a span from %s of %s months ends on %s', (from, amount, end) => {
  expect(endOfSpan(from, { amount, unit: 'month' }, EVERY_WEEK)).toBe(end);
});

test('a span of days leaves its first day out, and one of working days the days off too', () => {
  const friday = '2026-06-12';
  expect(endOfSpan(friday, { amount: 3, unit: 'day' }, EVERY_WEEK)).toBe('2026-06-15');
  expect(endOfSpan(friday, { amount: 3, unit: 'working_day' }, EVERY_WEEK)).toBe('2026-06-17');
  const monday = workCalendar([{ day: '2026-06-15', kind: 'holiday' }]);
  expect(endOfSpan(friday, { amount: 3, unit: 'working_day' }, monday)).toBe('2026-06-18');
  const saturday = workCalendar([{ day: '2026-06-13', kind: 'worked' }]);
  expect(endOfSpan(friday, { amount: 3, unit: 'working_day' }, saturday)).toBe('2026-06-16');
});

// From a Friday over a weekend of which the Saturday is worked, to a Monday that is a holiday.
const EXCHANGED = workCalendar([
  { day: '2026-06-13', kind: 'worked' },
  { day: '2026-06-15', kind: 'holiday' },
  { day: '2026-06-16', kind: 'plain' },
]);

test.each([
  ['2026-06-12', true, 'a Friday'],
  ['2026-06-13', true, 'a Saturday that is worked'],
  ['2026-06-14', false, 'a Sunday'],
  ['2026-06-15', false, 'a Monday that is a holiday'],
  ['2026-06-16', true, 'a Tuesday that was set back to plain'],
  ['2026-06-20', false, 'the next Saturday'],
])('%s is worked: %s (%s)', (day, worked) => {
  expect(isWorkingDay(day, EXCHANGED)).toBe(worked);
});

test('a holiday that falls on an exchanged day stays a holiday', () => {
  const both = workCalendar([
    { day: '2026-06-13', kind: 'worked' },
    { day: '2026-06-13', kind: 'holiday' },
  ]);
  expect(isWorkingDay('2026-06-13', both)).toBe(false);
});

test('the working day from a day on is that day itself, or the next after all days off', () => {
  expect(workingDayFrom('2026-06-12', EXCHANGED)).toBe('2026-06-12');
  expect(workingDayFrom('2026-06-13', EXCHANGED)).toBe('2026-06-13');
  expect(workingDayFrom('2026-06-14', EXCHANGED)).toBe('2026-06-16');
  expect(workingDayFrom('2026-06-13', EVERY_WEEK)).toBe('2026-06-15');
});

test('working days between leave the first day out and count the last one', () => {
  expect(workingDaysBetween('2026-06-12', '2026-06-13', EXCHANGED)).toBe(1);
  expect(workingDaysBetween('2026-06-12', '2026-06-16', EXCHANGED)).toBe(2);
  expect(workingDaysBetween('2026-06-12', '2026-06-15', EVERY_WEEK)).toBe(1);
  expect(workingDaysBetween('2026-06-12', '2026-06-12', EVERY_WEEK)).toBe(0);
  expect(workingDaysBetween('2026-06-16', '2026-06-12', EVERY_WEEK)).toBe(0);
});
