import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  binStart,
  HAPPENINGS,
  nextBinStart,
  type Happening,
  type HappeningCounts,
  type Timeline,
} from '#server/contract/timeline.ts';

import type { DateRange } from './slider-dates.ts';

/** One bin, in shares of the histogram's width and height; y goes downwards. */
export type Bar = {
  from: IsoDate;
  x: number;
  width: number;
  parts: { name: Happening; y: number; height: number }[];
};

const NOTHING: HappeningCounts = {
  listed: 0,
  eliminated: 0,
  handed_over: 0,
  recurrence_confirmed: 0,
};

const sumOf = (counts: HappeningCounts) => HAPPENINGS.reduce((sum, name) => sum + counts[name], 0);

/** Bars of a timeline between the ends of the slider, the fullest one as high as there is room. */
export function barsOf({ bin, bins }: Timeline, range: DateRange): Bar[] {
  const days = daysBetween(range.first, range.last) + 1;
  const most = Math.max(1, ...bins.map(sumOf));
  const shareAt = (date: IsoDate) =>
    Math.min(1, Math.max(0, daysBetween(range.first, date) / days));
  return bins.map((counts) => {
    const x = shareAt(counts.from);
    let y = 1;
    const parts = HAPPENINGS.filter((name) => counts[name] > 0).map((name) => {
      const height = counts[name] / most;
      y -= height;
      return { name, y, height };
    });
    return { from: counts.from, x, width: shareAt(nextBinStart(counts.from, bin)) - x, parts };
  });
}

/** The bin that an evening belongs to, with what happened in it. */
export function binOf(timeline: Timeline, date: IsoDate): HappeningCounts & { from: IsoDate } {
  const from = binStart(date, timeline.bin);
  return timeline.bins.find((bin) => bin.from === from) ?? { from, ...NOTHING };
}
