import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { ABSENT, packClass, packState } from './codes.ts';
import type { CommuneSets } from './commune-sets.ts';
import { gridX, gridY } from './grid-positions.ts';

/** Days are whole days since 1970-01-01 in the city's calendar; this stands for "no end". */
export const OPEN_END = 0xffff;
/** The last day that can be asked for or recorded: 2149-06-05. */
export const LAST_DAY = OPEN_END - 1;

/** Status and cycle of a point after one event. */
export type HistoryEntry = {
  /** Day on which it took effect. */
  effectiveDay: number;
  /** Day on which it was entered. */
  recordedDay: number;
  /** Position in POINT_STATUSES, or {@link ABSENT} while the place is no point of its own. */
  status: number;
  /** Number of the cycle after the event. */
  cycle: number;
  /** Order of entry; decides between events of one effective day. */
  seq: number;
  /** Day on which a correction replaced this entry by another one. */
  supersededDay?: number | null;
};

/** A flag holds on the days `fromDay <= day < toDay`; null: until further notice. */
export type FlagEntry = {
  /** Position in POINT_FLAGS. */
  flag: number;
  fromDay: number;
  toDay: number | null;
  /** Day on which the interval was entered. */
  recordedDay: number;
  /** Day on which a correction replaced it by another one. */
  supersededDay?: number | null;
};

/** Somebody looked at the place. A check changes neither status nor cycle. */
export type CheckEntry = {
  effectiveDay: number;
  /** Day on which it was entered. */
  recordedDay: number;
  /** Day on which a correction replaced it by another one. */
  supersededDay?: number | null;
};

export type PointPlace = {
  /** 0 to 2^31 - 1. */
  id: number;
  /** WGS 84, degrees. */
  longitude: number;
  latitude: number;
  /** 0 business, 1 public area. */
  kind: 0 | 1;
  /** 0 to 127. */
  category: number;
  /** All communes it touches, the lead first. */
  communeIds: readonly number[];
};

export type PointRecord = PointPlace & {
  history: readonly HistoryEntry[];
  flags?: readonly FlagEntry[];
  checks?: readonly CheckEntry[];
};

function refuse(id: number, what: string, value: unknown): never {
  throw new RangeError(`point ${id}: ${what} cannot be ${String(value)}`);
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

/** @throws {RangeError} when a number does not fit; the register's own checks should have refused it. */
export function checkPlace(place: PointPlace): void {
  const { id, longitude, latitude, kind, category } = place;
  if (!isWithin(id, 0x7fffffff)) refuse(id, 'id', id);
  if (!Number.isFinite(longitude)) refuse(id, 'longitude', longitude);
  if (!(Math.abs(latitude) <= 90)) refuse(id, 'latitude', latitude);
  if (!isWithin(kind, 1)) refuse(id, 'kind', kind);
  if (!isWithin(category, 127)) refuse(id, 'category', category);
  for (const communeId of place.communeIds) {
    if (!Number.isSafeInteger(communeId)) refuse(id, 'commune', communeId);
  }
}

/** @throws {RangeError} when a day does not fit. */
export function checkEntryDays(id: number, entry: CheckEntry): void {
  if (!isWithin(entry.effectiveDay, LAST_DAY)) refuse(id, 'effective day', entry.effectiveDay);
  if (!isWithin(entry.recordedDay, LAST_DAY)) refuse(id, 'recorded day', entry.recordedDay);
  if (!isWithin(entry.supersededDay ?? 0, LAST_DAY)) refuse(id, 'end', entry.supersededDay);
}

/** @throws {RangeError} when a number does not fit. */
export function checkHistoryEntry(id: number, entry: Omit<HistoryEntry, 'seq'>): void {
  checkEntryDays(id, entry);
  if (!isWithin(entry.cycle, 0xffff)) refuse(id, 'cycle', entry.cycle);
  if (!(isWithin(entry.status, POINT_STATUSES.length - 1) || entry.status === ABSENT)) {
    refuse(id, 'status', entry.status);
  }
}

/** @throws {RangeError} when a number does not fit. */
export function checkFlagEntry(id: number, entry: FlagEntry): void {
  if (!isWithin(entry.flag, POINT_FLAGS.length - 1)) refuse(id, 'flag', entry.flag);
  if (!isWithin(entry.fromDay, LAST_DAY)) refuse(id, 'first day', entry.fromDay);
  if (!isWithin(entry.toDay ?? 0, LAST_DAY)) refuse(id, 'last day', entry.toDay);
  if (!isWithin(entry.recordedDay, LAST_DAY)) refuse(id, 'recorded day', entry.recordedDay);
  if (!isWithin(entry.supersededDay ?? 0, LAST_DAY)) refuse(id, 'end', entry.supersededDay);
}

type EncodedEvent = {
  day: number;
  recorded: number;
  state: number;
  supersededDay: number | null;
};

type EncodedFlag = {
  bit: number;
  from: number;
  to: number;
  recorded: number;
  supersededDay: number | null;
};

/** A record checked and encoded as the numbers of the engine's columns. */
export type EncodedPoint = {
  id: number;
  x: number;
  y: number;
  pointClass: number;
  communeSet: number;
  /** Sorted by effective day, then by order of entry. */
  events: readonly EncodedEvent[];
  flags: readonly EncodedFlag[];
  /** Sorted by effective day; the state is 0. */
  checks: readonly EncodedEvent[];
};

/** @throws {RangeError} when a number of the record does not fit. */
export function encodePoint(record: PointRecord, communeSets: CommuneSets): EncodedPoint {
  checkPlace(record);
  const events = record.history
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq)
    .map((entry) => encodeEvent(record.id, entry));
  const flags = (record.flags ?? []).map((entry) => encodeFlag(record.id, entry));
  const checks = (record.checks ?? [])
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay)
    .map((entry) => encodeCheck(record.id, entry));
  return {
    id: record.id,
    x: gridX(record.longitude),
    y: gridY(record.latitude),
    pointClass: packClass(record.category, record.kind),
    communeSet: communeSets.numberOf(record.communeIds),
    events,
    flags,
    checks,
  };
}

/** @throws {RangeError} when a number of the entry does not fit. */
function encodeEvent(id: number, entry: Omit<HistoryEntry, 'seq'>): EncodedEvent {
  checkHistoryEntry(id, entry);
  return {
    day: entry.effectiveDay,
    recorded: entry.recordedDay,
    state: packState(entry.status, entry.cycle),
    supersededDay: entry.supersededDay ?? null,
  };
}

/** @throws {RangeError} when a day of the entry does not fit. */
function encodeCheck(id: number, entry: CheckEntry): EncodedEvent {
  checkEntryDays(id, entry);
  const { effectiveDay: day, recordedDay: recorded, supersededDay = null } = entry;
  return { day, recorded, state: 0, supersededDay };
}

/** @throws {RangeError} when a number of the entry does not fit. */
function encodeFlag(id: number, entry: FlagEntry): EncodedFlag {
  checkFlagEntry(id, entry);
  return {
    bit: 1 << entry.flag,
    from: entry.fromDay,
    to: entry.toDay ?? OPEN_END,
    recorded: entry.recordedDay,
    supersededDay: entry.supersededDay ?? null,
  };
}
