import { ABSENT, statusOf } from './codes.ts';
import { walkEvents } from './event-walk.ts';
import type { Leaf } from './leaf.ts';

/** Day of a point that had no status yet. */
export const NO_DAY = -1;

const DAYS = new Int32Array(0x10000);
const STATUSES = new Uint8Array(0x10000);

/**
 * First day of the status that each point of a leaf had on the evening of `asOf`, by slot (days since 1970-01-01);
 * NO_DAY before its first event. A merge that was undone has not changed the status. Valid until the next call.
 */
export function statusDays(leaf: Leaf, asOf: number, knownAt: number | null): Int32Array {
  DAYS.fill(NO_DAY, 0, leaf.size);
  STATUSES.fill(ABSENT, 0, leaf.size);
  walkEvents(leaf, knownAt, (day, slot, state) => {
    const status = statusOf(state);
    if (day > asOf || status === STATUSES[slot] || status === ABSENT) return;
    STATUSES[slot] = status;
    DAYS[slot] = day;
  });
  return DAYS;
}
