import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dateOfDay } from './civil-day.ts';
import { binStart, nextBinStart, TIMELINE_BINS } from './timeline.ts';

const date = fc.integer({ min: -25_000, max: 60_000 }).map(dateOfDay);
const bin = fc.constantFrom(...TIMELINE_BINS);

describe('the bins of a timeline', () => {
  it('begin weeks on Mondays and months on the first, before 1970 as well', () => {
    expect(binStart('2026-11-22', 'week')).toBe('2026-11-16');
    expect(binStart('2026-11-23', 'week')).toBe('2026-11-23');
    expect(binStart('1969-12-31', 'week')).toBe('1969-12-29');
    expect(binStart('2026-02-28', 'month')).toBe('2026-02-01');
    expect(nextBinStart('2026-02-01', 'month')).toBe('2026-03-01');
    expect(nextBinStart('2025-12-01', 'month')).toBe('2026-01-01');
  });

  it('hold every day exactly once', () => {
    fc.assert(
      fc.property(date, bin, (day, size) => {
        const from = binStart(day, size);
        const next = nextBinStart(from, size);
        expect(from <= day && day < next).toBe(true);
        expect(binStart(from, size)).toBe(from);
        expect(binStart(next, size)).toBe(next);
      }),
    );
  });
});
