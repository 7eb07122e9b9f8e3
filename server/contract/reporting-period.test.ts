import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PERIOD_KINDS, periodAt, periodOf, type PeriodRule } from './reporting-period.ts';
import { addDays } from './time.ts';

const FIFTEENTH: PeriodRule[] = [{ validFrom: '1900-01-01', firstDay: 15 }];

describe('reporting periods', () => {
  it('run from the 15th to the 14th: months, halves and years as the decree has them', () => {
    const days = (...asked: Parameters<typeof periodAt>) => {
      const { firstOn, lastOn } = periodAt(...asked);
      return `${firstOn} ${lastOn}`;
    };
    expect(days(FIFTEENTH, 'month', 2026, 1)).toBe('2025-12-15 2026-01-14');
    expect(days(FIFTEENTH, 'month', 2026, 3)).toBe('2026-02-15 2026-03-14');
    expect(days(FIFTEENTH, 'half_year', 2026, 1)).toBe('2025-12-15 2026-06-14');
    expect(days(FIFTEENTH, 'half_year', 2026, 2)).toBe('2026-06-15 2026-12-14');
    expect(days(FIFTEENTH, 'year', 2026, 1)).toBe('2025-12-15 2026-12-14');
    expect(periodOf(FIFTEENTH, 'month', '2026-12-15')).toMatchObject({ year: 2027, number: 1 });
  });

  it('are calendar months where the setting says so', () => {
    const calendar = [{ validFrom: '1900-01-01', firstDay: 1 }];
    expect(periodAt(calendar, 'month', 2024, 2)).toMatchObject({
      firstOn: '2024-02-01',
      lastOn: '2024-02-29',
    });
  });

  it('end by the rule that is in force on their last day, from its first day on', () => {
    const changed = (validFrom: string) => [...FIFTEENTH, { validFrom, firstDay: 11 }];
    const ends = (validFrom: string) => periodAt(changed(validFrom), 'month', 2026, 3).lastOn;
    expect(ends('2026-03-10')).toBe('2026-03-10');
    expect(ends('2026-03-11')).toBe('2026-03-14');
    expect(periodAt(changed('2026-03-10'), 'month', 2026, 2).lastOn).toBe('2026-02-14');
  });

  it('leave no day out and count none twice, however often the rule changes', () => {
    const rules = fc
      .array(
        fc.record({
          validFrom: fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2023-01-01', days)),
          firstDay: fc.integer({ min: 1, max: 28 }),
        }),
        { maxLength: 4 },
      )
      .map((later) => [
        ...FIFTEENTH,
        ...later.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)),
      ]);
    fc.assert(
      fc.property(rules, fc.constantFrom(...PERIOD_KINDS), (given, kind) => {
        let period = periodOf(given, kind, '2024-03-20');
        for (let step = 0; step < 30; step += 1) {
          expect(period.firstOn <= period.lastOn).toBe(true);
          const next = periodOf(given, kind, addDays(period.lastOn, 1));
          expect(next.firstOn).toBe(addDays(period.lastOn, 1));
          period = next;
        }
      }),
      { numRuns: 50 },
    );
  });
});
