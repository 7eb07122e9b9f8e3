import { dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

const LATEST = 7;
const MONDAYS = 5;
const FIRSTS_OF_A_MONTH = 12;

/** Days whose backups are kept: the seven latest, five Mondays and twelve firsts of a month, of those that there are. */
export function backupsToKeep(days: readonly IsoDate[]): Set<IsoDate> {
  const latestFirst = days.toSorted().toReversed();
  // Day 0 of the count, 1 January 1970, was a Thursday.
  const mondays = latestFirst.filter((day) => (dayNumber(day) + 3) % 7 === 0);
  const firsts = latestFirst.filter((day) => day.endsWith('-01'));
  return new Set([
    ...latestFirst.slice(0, LATEST),
    ...mondays.slice(0, MONDAYS),
    ...firsts.slice(0, FIRSTS_OF_A_MONTH),
  ]);
}
