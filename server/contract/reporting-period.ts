import * as z from 'zod';

import { dateOfDay, dayNumber } from './civil-day.ts';
import { addDays, IsoDate } from './time.ts';

export const PERIOD_KINDS = ['month', 'quarter', 'half_year', 'year'] as const;
export const PeriodKind = z.enum(PERIOD_KINDS).meta({ id: 'PeriodKind' });
export type PeriodKind = z.infer<typeof PeriodKind>;

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };

/** One period: the `number`-th of its kind in a reporting year, and its days, both included. */
export const ReportingPeriod = z
  .object({
    kind: PeriodKind,
    year: z.number().int(),
    number: z.number().int(),
    firstOn: IsoDate,
    lastOn: IsoDate,
  })
  .meta({ id: 'ReportingPeriod' });
export type ReportingPeriod = z.infer<typeof ReportingPeriod>;

/** From `validFrom` on a reporting month begins on this day of the month before it; 1: calendar months. */
export const PeriodRule = z.object({
  validFrom: IsoDate,
  firstDay: z.number().int().min(1).max(28),
});
export type PeriodRule = z.infer<typeof PeriodRule>;

/**
 * The last day of a reporting month (1 to 12 of `year`) under the rules, ascending by their first days: the
 * rule in force on the day itself says it.
 */
function lastDayOfMonth(rules: readonly PeriodRule[], year: number, month: number): IsoDate {
  for (const { validFrom, firstDay } of rules.toReversed()) {
    const day = endUnder(firstDay, year, month);
    if (day >= validFrom) return day;
  }
  return endUnder(1, year, month);
}

function endUnder(firstDay: number, year: number, month: number): IsoDate {
  const index = year * 12 + month - 1;
  // Calendar months end before the next begins; the others within the month that names them.
  const first = (at: number) =>
    dayNumber(
      `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`,
    );
  return firstDay === 1 ? dateOfDay(first(index + 1) - 1) : dateOfDay(first(index) + firstDay - 2);
}

/** A period of a kind by its number in the year. It begins on the day after the one before: no gap, no overlap. */
export function periodAt(
  rules: readonly PeriodRule[],
  kind: PeriodKind,
  year: number,
  number: number,
): ReportingPeriod {
  const last = number * MONTHS[kind];
  const before = last - MONTHS[kind];
  const ended =
    before === 0 ? lastDayOfMonth(rules, year - 1, 12) : lastDayOfMonth(rules, year, before);
  return {
    kind,
    year,
    number,
    firstOn: addDays(ended, 1),
    lastOn: lastDayOfMonth(rules, year, last),
  };
}

/** The period of a kind that holds a day. */
export function periodOf(
  rules: readonly PeriodRule[],
  kind: PeriodKind,
  day: IsoDate,
): ReportingPeriod {
  const year = Number(day.slice(0, 4));
  for (const one of [year - 1, year, year + 1]) {
    for (let number = 1; number <= 12 / MONTHS[kind]; number += 1) {
      const period = periodAt(rules, kind, one, number);
      if (period.firstOn <= day && day <= period.lastOn) return period;
    }
  }
  throw new RangeError(`no reporting period holds ${day}`);
}
