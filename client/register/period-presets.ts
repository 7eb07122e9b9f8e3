import { addDays, type IsoDate } from '#server/contract/time.ts';
import { binStart } from '#server/contract/timeline.ts';
import { periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';

/** Periods that one press chooses, all of them up to the evening that is shown. */
export const PERIOD_PRESETS = [
  'days7',
  'days28',
  'week',
  'month',
  'quarter',
  'planYear',
  'reporting',
] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/** First and last day, both included. */
export type Days = { from: IsoDate; to: IsoDate };

const MONTHS_A_QUARTER = 3;

/**
 * Days of a preset that ends on `until`.
 * @param rules on which day reporting months begin (the setting `report.periods`); empty: calendar months
 */
export function daysOfPreset(
  preset: PeriodPreset,
  until: IsoDate,
  rules: readonly PeriodRule[],
): Days {
  return { from: firstDayOf(preset, until, rules), to: until };
}

function firstDayOf(preset: PeriodPreset, until: IsoDate, rules: readonly PeriodRule[]): IsoDate {
  switch (preset) {
    case 'days7':
      return addDays(until, -6);
    case 'days28':
      return addDays(until, -27);
    case 'week':
    case 'month':
      return binStart(until, preset);
    case 'quarter':
      return quarterStart(until);
    case 'planYear':
      return periodOf(rules, 'year', until).firstOn;
    case 'reporting':
      return periodOf(rules, 'month', until).firstOn;
  }
}

function quarterStart(day: IsoDate): IsoDate {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % MONTHS_A_QUARTER);
  return `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`;
}
