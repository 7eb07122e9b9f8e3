import type { Role } from '#server/contract/permission.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';

/** On the street a stop may take longer than an hour; what decides there asks for a fresh proof anyway. */
const TIMES_LONGER = 4;
const WORKING_DAY_MINUTES = 720;
/** The time is moved on once a minute at most: a map asks by the hundred. */
const WORTH_SECONDS = 60;

/** Minutes without a request of the person after which a session of a role is over; `atDesk` is the setting. */
export function idleMinutesOf(role: Role | null, atDesk: number): number {
  if (role === null || !STREET_ROLES.includes(role)) return atDesk;
  return Math.min(WORKING_DAY_MINUTES, TIMES_LONGER * atDesk);
}

/** Tests if the end of a session by idleness is far enough from where a use would move it. */
export function isWorthNoting(secondsUntilIdle: number, minutes: number): boolean {
  return Math.abs(minutes * 60 - secondsUntilIdle) > WORTH_SECONDS;
}
