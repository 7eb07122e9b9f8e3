import { dateOfDay, dayNumber } from './civil-day.ts';
import { addDays, type IsoDate } from './time.ts';
import type { ClockSpan, DayOffBody } from './tip-clock.ts';

/** Days that differ from the plain week: holidays, and weekend days worked in exchange. */
export type WorkCalendar = {
  readonly holidays: ReadonlySet<IsoDate>;
  readonly workedWeekendDays: ReadonlySet<IsoDate>;
};

/** The calendar that a list of days makes; a day that was set back to `plain` is neither. */
export function workCalendar(days: readonly Pick<DayOffBody, 'day' | 'kind'>[]): WorkCalendar {
  const ofKind = (kind: string) =>
    new Set(days.filter((day) => day.kind === kind).map(({ day }) => day));
  return { holidays: ofKind('holiday'), workedWeekendDays: ofKind('worked') };
}

/** Paid holidays a year by the Labour Code 2019, article 112. A year with fewer has not been entered completely. */
const HOLIDAYS_OF_A_YEAR = 11;
/** November: from its first day on, two months ahead, the holidays of the next year are asked for. */
const ASKED_FROM_MONTH = 11;

/**
 * Lists the years whose due days are not reliable because their holidays are missing: this year, and from November the
 * next.
 */
export function yearsWithoutHolidays(
  days: readonly Pick<DayOffBody, 'day' | 'kind'>[],
  today: IsoDate,
): number[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const asked = month >= ASKED_FROM_MONTH ? [year, year + 1] : [year];
  return asked.filter((one) => {
    const entered = days.filter(({ day, kind }) => kind === 'holiday' && day.startsWith(`${one}-`));
    return entered.length < HOLIDAYS_OF_A_YEAR;
  });
}

/** True from Monday to Friday but for holidays, and on weekend days that are worked. */
export function isWorkingDay(date: IsoDate, calendar: WorkCalendar): boolean {
  if (calendar.holidays.has(date)) return false;
  if (calendar.workedWeekendDays.has(date)) return true;
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6;
}

/** The day itself if it is worked, else the next that is. */
export function workingDayFrom(date: IsoDate, calendar: WorkCalendar): IsoDate {
  let day = date;
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/**
 * The last day of a span that starts on `from`, which itself is not counted (Civil Code 2015,
 * articles 147 and 148: the day of the event is left out; a month ends on the same day of a later one,
 * or on its last day where there is none).
 */
export function endOfSpan(from: IsoDate, span: ClockSpan, calendar: WorkCalendar): IsoDate {
  if (span.unit === 'day') return addDays(from, span.amount);
  if (span.unit === 'month') return addMonths(from, span.amount);
  let day = from;
  for (let counted = 0; counted < span.amount;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  return day;
}

function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const first = (months_: number) =>
    `${String(Math.floor(months_ / 12)).padStart(4, '0')}-${String((months_ % 12) + 1).padStart(2, '0')}-01`;
  const lastOfMonth = dayNumber(first(index + 1)) - 1;
  return dateOfDay(Math.min(dayNumber(first(index)) + day - 1, lastOfMonth));
}
