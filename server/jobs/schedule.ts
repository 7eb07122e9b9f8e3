import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** A job that comes again: every day at a time of the city's clock, or every so many minutes. */
export type RecurringJob = { kind: string } & (
  | { dailyAt: `${number}:${number}` }
  | { everyMinutes: number }
);

export type DueRun = { kind: string; runKey: string; dueAt: IsoInstant };

const MINUTE_MILLISECONDS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * The run that should have begun by now; null while today's is still to come. A day that was missed is not made
 * up for: what it would have said is said by the next one. The key holds the city's date and time.
 */
export function dueRun(job: RecurringJob, now: IsoInstant): DueRun | null {
  const today = civilDate(now);
  const minutes = Math.floor((Date.parse(now) - Date.parse(cityInstant(today, 0))) / 60_000);
  const begins = beginsAt(job, minutes);
  if (begins === null) return null;
  const clock = `${twoDigits(Math.floor(begins / 60))}:${twoDigits(begins % 60)}`;
  return {
    kind: job.kind,
    runKey: `${job.kind} ${today} ${clock}`,
    dueAt: cityInstant(today, begins),
  };
}

/** Minutes after the city's midnight. */
function beginsAt(job: RecurringJob, minutes: number): number | null {
  if ('everyMinutes' in job) return minutes - (minutes % job.everyMinutes);
  const [hour = 0, minute = 0] = job.dailyAt.split(':').map(Number);
  const begins = (hour * 60 + minute) % DAY_MINUTES;
  return begins <= minutes ? begins : null;
}

/** The city has kept UTC+7 without summer time since 1975. */
function cityInstant(date: IsoDate, minutes: number): IsoInstant {
  const midnight = Date.parse(`${date}T00:00:00+07:00`);
  return new Date(midnight + minutes * MINUTE_MILLISECONDS).toISOString();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
