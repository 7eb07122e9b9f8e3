/** Time for which a device may hold the keys of a session, in milliseconds. */
export type Lease = {
  /** From now until the session ends at the latest. */
  most: number;
  /** Without use, after which the session is over. */
  idle: number;
};

/** End of a session as its device knows it; times are milliseconds since 1970 by the device's clock. */
export type Term = { endsAt: number; idleMilliseconds: number; usedAt: number };

const HOUR = 3_600_000;
/** Longest session that the server gives, until it has told how long this one is. */
export const LONGEST_LEASE: Lease = { most: 12 * HOUR, idle: 4 * HOUR };

/** Tells if a session is over by its times, also on a device that meets no network again. */
export function hasEnded({ endsAt, idleMilliseconds, usedAt }: Term, now: number): boolean {
  return now >= endsAt || now >= usedAt + idleMilliseconds;
}

/** Gives the term of a session from now on. A use that was noted by a clock that is ahead stays. */
export function termOf({ most, idle }: Lease, now: number, usedBefore = 0): Term {
  return { endsAt: now + most, idleMilliseconds: idle, usedAt: Math.max(now, usedBefore) };
}
