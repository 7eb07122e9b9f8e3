import { addDays, type IsoDate } from '#server/contract/time.ts';
import { binStart, nextBinStart } from '#server/contract/timeline.ts';

import type { CalendarSpan } from './list-search.ts';

/** From Monday on. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
const WEEK_DAYS = WEEKDAYS.length;

/** Lists the weeks, from Monday to Sunday, that have a day of the month (or week) of this day. */
export function weeksOf(day: IsoDate, span: CalendarSpan): IsoDate[][] {
  const first = binStart(day, span);
  const end = nextBinStart(first, span);
  const weeks: IsoDate[][] = [];
  for (let monday = binStart(first, 'week'); monday < end; monday = addDays(monday, WEEK_DAYS)) {
    weeks.push(Array.from({ length: WEEK_DAYS }, (_, at) => addDays(monday, at)));
  }
  return weeks;
}

/** The day in the month or week before (-1) or after (1): a shorter month has its last day instead. */
export function neighbourOf(day: IsoDate, span: CalendarSpan, by: -1 | 1): IsoDate {
  if (span === 'week') return addDays(day, by * WEEK_DAYS);
  const month = binStart(day, 'month');
  const first = by === 1 ? nextBinStart(month, 'month') : binStart(addDays(month, -1), 'month');
  const last = addDays(nextBinStart(first, 'month'), -1);
  const wanted = `${first.slice(0, 8)}${day.slice(8)}`;
  return wanted > last ? last : wanted;
}

/** Finds the day to which a key moves in a calendar; null for a key that moves nowhere. */
export function dayAfterKey(key: string, day: IsoDate, span: CalendarSpan): IsoDate | null {
  const monday = binStart(day, 'week');
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -WEEK_DAYS);
    case 'ArrowDown':
      return addDays(day, WEEK_DAYS);
    case 'Home':
      return monday;
    case 'End':
      return addDays(monday, WEEK_DAYS - 1);
    case 'PageUp':
      return neighbourOf(day, span, -1);
    case 'PageDown':
      return neighbourOf(day, span, 1);
    default:
      return null;
  }
}
