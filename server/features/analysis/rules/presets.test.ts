import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';

import { presetPeriods } from './presets.ts';

const CALENDAR = [{ validFrom: '1900-01-01', firstDay: 1 }];
const FIFTEENTH = [{ validFrom: '1900-01-01', firstDay: 15 }];

/** The periods of a day as text, by their names. */
function told(rules: typeof CALENDAR, today: string): Record<string, string> {
  return Object.fromEntries(
    presetPeriods(rules, today).map(({ preset, from, to }) => [preset, `${from} ${to}`]),
  );
}

describe('periods with one press', () => {
  it('are the last whole week, month and quarter, and the months by which reports are made', () => {
    expect(told(FIFTEENTH, '2026-11-27')).toEqual({
      last_year: '2025-11-28 2026-11-27',
      week: '2026-11-16 2026-11-22',
      month: '2026-10-01 2026-10-31',
      quarter: '2026-07-01 2026-09-30',
      report_month: '2026-10-15 2026-11-14',
      report_year: '2025-12-15 2026-11-27',
    });
  });

  it('name no reporting month where it is the month of the calendar', () => {
    expect(told(CALENDAR, '2026-11-27')).not.toHaveProperty('report_month');
    expect(told(CALENDAR, '2026-11-27')['report_year']).toBe('2026-01-01 2026-11-27');
  });

  it('name the reporting month that a change of the rule cut short', () => {
    const changed = [...CALENDAR, { validFrom: '2026-10-10', firstDay: 15 }];
    expect(told(changed, '2026-11-03')).toMatchObject({
      month: '2026-10-01 2026-10-31',
      report_month: '2026-10-01 2026-10-14',
    });
  });

  it('end before today, or today where they still run, and the week runs from Monday to Sunday', () => {
    const days = fc.integer({ min: 0, max: 4_000 }).map((day) => addDays('2022-01-01', day));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 28 }), (today, firstDay) => {
        const rules = [{ validFrom: '1900-01-01', firstDay }];
        for (const { preset, from, to } of presetPeriods(rules, today)) {
          expect(from <= to).toBe(true);
          expect(
            preset === 'last_year' || preset === 'report_year' ? to === today : to < today,
          ).toBe(true);
          if (preset !== 'week') continue;
          expect(new Date(from).getUTCDay()).toBe(1);
          expect(new Date(to).getUTCDay()).toBe(0);
          expect(addDays(to, 7) >= today).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
