import type { AnalysisPeriods } from '#server/contract/analysis-period.ts';
import { periodOf, type PeriodKind, type PeriodRule } from '#server/contract/reporting-period.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

const YEAR = 365;
const WEEK = 7;
/** 1970-01-01, day number 0, was a Thursday: Mondays are three days later. */
const MONDAY = 4;
const CALENDAR: readonly PeriodRule[] = [{ validFrom: '1900-01-01', firstDay: 1 }];

/**
 * Lists the periods offered with one press: the year up to today; the last week (Monday to Sunday), month and quarter
 * of the calendar that are over; the last reporting month that is over, where it is another one than the calendar's;
 * and the reporting year so far.
 * @param rules of the reporting months (setting `report.periods`), ascending by their first days
 */
export function presetPeriods(
  rules: readonly PeriodRule[],
  today: IsoDate,
): AnalysisPeriods['items'] {
  const sinceMonday = (dayNumber(today) - MONDAY + WEEK * YEAR) % WEEK;
  const monday = addDays(today, -sinceMonday);
  const over = (by: readonly PeriodRule[], kind: PeriodKind) => {
    const running = periodOf(by, kind, today);
    const { firstOn, lastOn } = periodOf(by, kind, addDays(running.firstOn, -1));
    return { from: firstOn, to: lastOn };
  };
  const month = over(CALENDAR, 'month');
  const reported = over(rules, 'month');
  return [
    { preset: 'last_year', from: addDays(today, 1 - YEAR), to: today },
    { preset: 'week', from: addDays(monday, -WEEK), to: addDays(monday, -1) },
    { preset: 'month', ...month },
    { preset: 'quarter', ...over(CALENDAR, 'quarter') },
    ...(reported.from === month.from && reported.to === month.to
      ? []
      : [{ preset: 'report_month' as const, ...reported }]),
    { preset: 'report_year', from: periodOf(rules, 'year', today).firstOn, to: today },
  ];
}
