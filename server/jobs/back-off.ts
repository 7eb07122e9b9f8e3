import type { IsoInstant } from '#server/contract/time.ts';

/** After that many attempts a job is given up, and an administrator sees it. */
export const MOST_ATTEMPTS = 10;

const FIRST_WAIT_MILLISECONDS = 60_000;
const LONGEST_WAIT_MILLISECONDS = 4 * 3_600_000;

/**
 * Time of the next attempt of a job that failed for the `attempts`-th time: after 1, 2, 4 … minutes, at most 4
 * hours.
 */
export function nextAttemptAt(now: IsoInstant, attempts: number): IsoInstant {
  const wait = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (attempts - 1), LONGEST_WAIT_MILLISECONDS);
  return new Date(Date.parse(now) + wait).toISOString();
}
