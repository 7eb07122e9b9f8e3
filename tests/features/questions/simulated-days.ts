import { periodAt, type PeriodRule } from '#server/contract/reporting-period.ts';
import { addDays } from '#server/contract/time.ts';
import { monthEnds } from '#server/features/questions/pattern-rules.ts';

/** Days of a simulated story: two reporting years whose months end on the 14th. */
const RULES: PeriodRule[] = [{ validFrom: '1900-01-01', firstDay: 15 }];
const YEAR = 2026;
export const DAYS = 730;
export const MONTHS = Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', YEAR, i + 1));
export const FROM = periodAt(RULES, 'month', YEAR - 1, 1).firstOn;

/** Days of the story and after it by their number. */
const DAY = Array.from({ length: DAYS + 460 }, (_, day) => addDays(FROM, day));
export const dayAt = (number: number) => DAY[number] ?? FROM;

export const monthEnd = monthEnds(
  [YEAR - 1, YEAR, YEAR + 1].flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', year, i + 1).lastOn),
  ),
);
const NUMBER = new Map(DAY.map((day, number) => [day, number]));
const END = DAY.slice(0, DAYS).map((day) => NUMBER.get(monthEnd(day)) ?? 0);
/** Number of the last day of the reporting month that holds a day. */
export const endOf = (number: number) => END[number] ?? number;

/** Draws the number of a day; with a chance of `late` it is moved into the last five days of its month. */
export function drawDay(late: number, uniform: () => number): number {
  const day = Math.floor(uniform() * (DAYS - 35));
  return uniform() >= late ? day : endOf(day) - Math.floor(uniform() * 5);
}
