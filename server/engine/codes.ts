import {
  POINT_FLAGS,
  POINT_STATUSES,
  type PointFlag,
  type PointStatus,
} from '#server/contract/point.ts';

/**
 * Status of a place that is no point of its own: before its first event, and while it is merged into another.
 * No filter matches it.
 */
export const ABSENT = 7;

/** The greatest cycle that a state byte holds (five bits); greater ones are stored as this one. */
const MOST_CYCLES = 31;

export function statusCode(status: PointStatus): number {
  return POINT_STATUSES.indexOf(status);
}

function flagBit(flag: PointFlag): number {
  return 1 << POINT_FLAGS.indexOf(flag);
}

export const RECURRING = statusCode('recurring');
export const SUSPECTED_BIT = flagBit('suspected');

/** Packs status (low three bits) and cycle (high five bits) into a state byte. */
export function packState(status: number, cycle: number): number {
  return status | (Math.min(cycle, MOST_CYCLES) << 3);
}

export function statusOf(state: number): number {
  return state & 7;
}

export function cycleOf(state: number): number {
  return state >>> 3;
}

/** Packs category (0–127, high seven bits) and kind (0 business, 1 public area; low bit) into a class byte. */
export function packClass(category: number, kind: number): number {
  return (category << 1) | kind;
}

/**
 * Number of buckets. A bucket is a status (low three bits) with its flag bits (high eight): points of one bucket
 * are counted together, and a filter by status and flag accepts or rejects whole buckets.
 */
export const BUCKETS = 0x800;

export function bucketOf(state: number, flags: number): number {
  return statusOf(state) | (flags << 3);
}

export function statusOfBucket(bucket: number): number {
  return bucket & 7;
}

export function flagsOfBucket(bucket: number): number {
  return bucket >>> 3;
}
