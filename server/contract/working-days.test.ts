import { expect, test } from 'vitest';

import { yearsWithoutHolidays } from './working-days.ts';

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
