import { dateOfDay, daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  binStart,
  HAPPENINGS,
  type HappeningCounts,
  type Timeline,
  type TimelineBin,
} from '#server/contract/timeline.ts';
import type { EventTally } from '#server/engine/event-tally.ts';

/** Bars that are told apart on a narrow screen, and rows that a table may have. */
const MOST_BINS = 130;
const DAYS: Record<TimelineBin, number> = { day: 1, week: 7, month: 30.4 };

/** The finest bin in which a stretch of time has no more bars than a screen has room for. */
export function fittingBin(from: IsoDate, to: IsoDate): TimelineBin {
  const days = daysBetween(from, to) + 1;
  if (days <= MOST_BINS * DAYS.day) return 'day';
  return days <= MOST_BINS * DAYS.week ? 'week' : 'month';
}

/** Days gathered into bins; without `bin` into those that fit from the first event until `today`. */
export function timelineOf(
  tally: EventTally,
  today: IsoDate,
  bin: TimelineBin | undefined,
): Timeline {
  const first = tally.first === null ? null : dateOfDay(tally.first);
  const last = tally.last === null ? null : dateOfDay(tally.last);
  const size = bin ?? fittingBin(first ?? today, today);
  const bins = new Map<IsoDate, HappeningCounts>();
  const total = nothing();
  for (const { day, counts } of tally.days) {
    const from = binStart(dateOfDay(day), size);
    const sums = bins.get(from) ?? nothing();
    for (const name of HAPPENINGS) {
      sums[name] += counts[name];
      total[name] += counts[name];
    }
    bins.set(from, sums);
  }
  return {
    bin: size,
    first,
    last,
    total,
    bins: [...bins].map(([from, counts]) => ({ from, ...counts })),
  };
}

function nothing(): HappeningCounts {
  return { listed: 0, eliminated: 0, handed_over: 0, recurrence_confirmed: 0 };
}
