import { describe, expect, it } from 'vitest';

import { civilDate, daysBetween } from './civil-day.ts';

describe('the civil day of the city', () => {
  it.each([
    ['2026-02-28T16:59:59.999Z', '2026-02-28'],
    ['2026-02-28T17:00:00.000Z', '2026-03-01'],
    ['2026-03-01T00:00:00.000Z', '2026-03-01'],
    ['2026-03-01T16:59:59.999Z', '2026-03-01'],
  ])('begins at 17:00 UTC of the day before: %s is in %s', (instant, day) => {
    expect(civilDate(instant)).toBe(day);
  });

  it('is as many days after another as there are midnights between them, fewer than none before it', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2026-03-01', '2026-03-01')).toBe(0);
    expect(daysBetween('2026-03-01', '2024-02-29')).toBe(-731);
  });
});
