import * as z from 'zod';

import { PointRegion } from './point-region.ts';
import { PointFilter } from './point.ts';
import { dateOfDay, dayNumber } from './civil-day.ts';
import { IsoDate } from './time.ts';

/** Events that the histogram under the time slider counts. */
export const HAPPENINGS = ['listed', 'eliminated', 'handed_over', 'recurrence_confirmed'] as const;
export type Happening = (typeof HAPPENINGS)[number];

export const TIMELINE_BINS = ['day', 'week', 'month'] as const;
export const TimelineBin = z.enum(TIMELINE_BINS).meta({ id: 'TimelineBin' });
export type TimelineBin = z.infer<typeof TimelineBin>;

/** The filter of the map without its evening: a timeline shows all of them. */
export const TimelineQuery = PointFilter.omit({ as_of: true }).extend({
  ...PointRegion.shape,
  /** Absent: the finest that a screen has room for. */
  bin: TimelineBin.optional(),
});

const Count = z.number().int();
const HappeningCounts = z.object({
  listed: Count,
  eliminated: Count,
  handed_over: Count,
  recurrence_confirmed: Count,
});
export type HappeningCounts = z.infer<typeof HappeningCounts>;

export const Timeline = z
  .object({
    bin: TimelineBin,
    /** The first and the last day on which anything happened to a point of the filter; null: never. */
    first: IsoDate.nullable(),
    last: IsoDate.nullable(),
    total: HappeningCounts,
    /** In the order of time; those in which nothing happened are left out. */
    bins: z.array(HappeningCounts.extend({ from: IsoDate })),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof Timeline>;

const DAYS_A_WEEK = 7;
/** Day 0, 1970-01-01, was a Thursday; weeks begin on Mondays. */
const FIRST_WEEKDAY = 3;

/** The first day of the bin that a day belongs to. */
export function binStart(date: IsoDate, bin: TimelineBin): IsoDate {
  if (bin === 'day') return date;
  if (bin === 'month') return `${date.slice(0, 7)}-01`;
  const day = dayNumber(date);
  const weekday = (((day + FIRST_WEEKDAY) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
  return dateOfDay(day - weekday);
}

/** The first day of the bin after the one that begins on `from`. */
export function nextBinStart(from: IsoDate, bin: TimelineBin): IsoDate {
  if (bin !== 'month') return dateOfDay(dayNumber(from) + (bin === 'day' ? 1 : DAYS_A_WEEK));
  // Any month ends within 31 days, and none within 27 of its first.
  return `${dateOfDay(dayNumber(from) + 31).slice(0, 7)}-01`;
}
