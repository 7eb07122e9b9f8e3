import { dayNumber } from '#server/contract/civil-day.ts';
import type { RecurrenceDay } from '#server/contract/route-recurrence.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

const WEEK_DAYS = 7;

/** Weekdays (1 is Monday, 7 Sunday) and the days between which a recurrence has its routes, both included. */
export type RecurrenceSpan = {
  weekdays: readonly number[];
  fromOn: IsoDate;
  /** Null: no last day. */
  toOn: IsoDate | null;
};

/** The day of the week of a civil date: 1 is Monday, 7 Sunday. */
export function weekdayOf(date: IsoDate): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((dayNumber(date) + 3) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1;
}

/** Lists the days of a recurrence from one day to another, both included. */
export function recurrenceDays(
  { weekdays, fromOn, toOn }: RecurrenceSpan,
  from: IsoDate,
  to: IsoDate,
): IsoDate[] {
  const last = toOn !== null && toOn < to ? toOn : to;
  const days: IsoDate[] = [];
  for (let day = from < fromOn ? fromOn : from; day <= last; day = addDays(day, 1)) {
    if (weekdays.includes(weekdayOf(day))) days.push(day);
  }
  return days;
}

/** A day of a recurrence that was tried before. */
export type TriedDay = Pick<RecurrenceDay, 'onDate' | 'outcome' | 'reason'> & {
  version: number;
};

/**
 * Lists the days whose draft is to be made on a run: those from today to `daysAhead` days on that have none. A day off is
 * looked at again on every run. One whose draft could not be made is tried again on every run until it begins; on the day
 * itself after a change, or where it failed for no known reason.
 */
export function daysToDraft(
  recurrence: RecurrenceSpan & {
    daysAhead: number;
    version: number;
    tried: readonly TriedDay[];
  },
  today: IsoDate,
): IsoDate[] {
  const tried = new Map(recurrence.tried.map((day) => [day.onDate, day] as const));
  return recurrenceDays(recurrence, today, addDays(today, recurrence.daysAhead)).filter((day) => {
    const before = tried.get(day);
    if (before === undefined || before.outcome === 'day_off') return true;
    if (before.outcome === 'made') return false;
    return day > today || before.reason === 'failed' || before.version < recurrence.version;
  });
}
