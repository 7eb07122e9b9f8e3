import {
  POINT_FLAGS,
  POINT_STATUSES,
  type PointFlag,
  type PointStatus,
} from '#server/contract/point.ts';

/**
 * Status after an event that takes the place off the map for a while, such as being merged into another;
 * also the status on a day before the first event. No filter matches it.
 */
export const ABSENT = 7;

/** Statuses take three bits of a state and cycles the other five, so greater cycles read as this one. */
export const MOST_CYCLES = 31;

export function statusCode(status: PointStatus): number {
  return POINT_STATUSES.indexOf(status);
}

export function flagBit(flag: PointFlag): number {
  return 1 << POINT_FLAGS.indexOf(flag);
}

export const RECURRING = statusCode('recurring');
export const SUSPECTED_BIT = flagBit('suspected');

/** Status and cycle in one byte. */
export function packState(status: number, cycle: number): number {
  return status | (Math.min(cycle, MOST_CYCLES) << 3);
}

export function statusOf(state: number): number {
  return state & 7;
}

export function cycleOf(state: number): number {
  return state >>> 3;
}

/** Category number (0–127) and kind (0 business, 1 public area) in one byte. */
export function packClass(category: number, kind: number): number {
  return (category << 1) | kind;
}
