import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** Time is asked for, never read, so that a test can stand on any day. */
export type Clock = {
  now(): IsoInstant;
  /** The civil date in the city. */
  today(): IsoDate;
};

const MINUTE_MILLISECONDS = 60_000;

/** The one clock that runs; everything else is handed this one or a test's. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: minuteByMinute(() => Date.now()),
};

/** Days begin with a minute, in every zone: asked by each tile, the calendar is looked at once in one. */
export function minuteByMinute(milliseconds: () => number): () => IsoDate {
  let minute = Number.NaN;
  let date: IsoDate = '';
  return () => {
    const now = milliseconds();
    const current = Math.floor(now / MINUTE_MILLISECONDS);
    if (current !== minute) date = civilDate(new Date(now).toISOString());
    minute = current;
    return date;
  };
}
