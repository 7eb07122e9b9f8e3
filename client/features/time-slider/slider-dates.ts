import { dateOfDay, dayNumber, daysBetween } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

/** The ends of the slider, both of them days that can be chosen. */
export type DateRange = { first: IsoDate; last: IsoDate };

export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];
export type Direction = 1 | -1;

const DAYS_WITHOUT_EVENTS = 365;
const AHEAD = 3;
const DAYS_A_WEEK = 7;

/**
 * From the evening before anything had happened until today; a day of the address that lies outside is
 * part of it, because it can be answered as well.
 */
export function sliderRange(firstEvent: IsoDate | null, today: IsoDate, shown: IsoDate): DateRange {
  const first =
    firstEvent === null ? addDays(today, -DAYS_WITHOUT_EVENTS) : addDays(firstEvent, -1);
  return {
    first: [first, shown, today].toSorted()[0] ?? first,
    last: shown > today ? shown : today,
  };
}

/** The same day of another month, or its last day where it has none such. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const first = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  const next = `${dateOfDay(dayNumber(first) + 31).slice(0, 7)}-01`;
  return addDays(first, Math.min(day, daysBetween(first, next)) - 1);
}

function within(date: IsoDate, { first, last }: DateRange): IsoDate {
  if (date < first) return first;
  return date > last ? last : date;
}

/** One step on, not beyond the ends. */
export function stepped(date: IsoDate, step: Step, by: Direction, range: DateRange): IsoDate {
  if (step === 'month') return within(addMonths(date, by), range);
  return within(addDays(date, step === 'week' ? by * DAYS_A_WEEK : by), range);
}

const KEYS: Partial<Record<string, { step: Step; by: Direction }>> = {
  ArrowLeft: { step: 'day', by: -1 },
  ArrowDown: { step: 'day', by: -1 },
  ArrowRight: { step: 'day', by: 1 },
  ArrowUp: { step: 'day', by: 1 },
  PageDown: { step: 'month', by: -1 },
  PageUp: { step: 'month', by: 1 },
};

/** Date that a key leads to; null for keys without a meaning here. */
export function dateAfterKey(
  key: string,
  shift: boolean,
  date: IsoDate,
  range: DateRange,
): IsoDate | null {
  if (key === 'Home') return range.first;
  if (key === 'End') return range.last;
  const move = KEYS[key];
  return move === undefined ? null : stepped(date, shift ? 'month' : move.step, move.by, range);
}

/** The days that are likely to be asked for next: the next steps onwards, then the one back. */
export function likelyNext(date: IsoDate, step: Step, by: Direction, range: DateRange): IsoDate[] {
  const onwards = Array.from({ length: AHEAD }).reduce<IsoDate[]>(
    (days) => [...days, stepped(days.at(-1) ?? date, step, by, range)],
    [],
  );
  const back = stepped(date, step, by === 1 ? -1 : 1, range);
  return [...new Set([...onwards, back])].filter((day) => day !== date);
}

/** First and last day of a period, both included. */
export type Period = { from: IsoDate; to: IsoDate };

/** The days that playing goes through: those of the chosen period on the line, else all of them. */
export function playedRange(period: Period | null, range: DateRange): DateRange {
  if (period === null || period.to <= range.first || period.from >= range.last) return range;
  return {
    first: period.from < range.first ? range.first : period.from,
    last: period.to > range.last ? range.last : period.to,
  };
}

/** The day that playing shows next: from the end, and from a day outside, the first one. */
export function playedNext(shown: IsoDate, step: Step, { first, last }: DateRange): IsoDate {
  return shown < first || shown >= last ? first : stepped(shown, step, 1, { first, last });
}

/** Day at a position between the ends, 0 to 1; positions beyond them are the ends. */
export function dateAtShare(share: number, { first, last }: DateRange): IsoDate {
  const days = daysBetween(first, last);
  return addDays(first, Math.round(Math.min(1, Math.max(0, share)) * days));
}

/** Position of a day between the ends, 0 to 1. */
export function shareOf(date: IsoDate, { first, last }: DateRange): number {
  const days = daysBetween(first, last);
  return days === 0 ? 1 : Math.min(1, Math.max(0, daysBetween(first, date) / days));
}
