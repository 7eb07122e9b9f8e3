import { civilDate } from '#server/contract/civil-day.ts';

/** Longer than all browser tests take on two cores. */
const RUN_MILLISECONDS = 600_000;

/**
 * Gives the milliseconds until the city's next day where a run that begins at `now` could end in it, else 0: what the
 * demonstration tells of today would be of yesterday in the middle of the run.
 * @param now milliseconds since 1970
 */
export function untilOneDay(now: number): number {
  const dayAt = (instant: number) => civilDate(new Date(instant).toISOString());
  const endsOn = dayAt(now + RUN_MILLISECONDS);
  return dayAt(now) === endsOn ? 0 : Date.parse(`${endsOn}T00:00:00+07:00`) - now;
}
