import { packClass, packState } from './codes.ts';
import type { CommuneSets } from './commune-sets.ts';
import { gridX, gridY } from './mercator.ts';
import {
  checkFlagEntry,
  checkHistoryEntry,
  checkPlace,
  OPEN_END,
  type FlagEntry,
  type HistoryEntry,
  type PointRecord,
} from './point-record.ts';

export type PreparedEvent = {
  day: number;
  recorded: number;
  state: number;
  supersededDay: number | null;
};

export type PreparedFlag = {
  bit: number;
  from: number;
  to: number;
  recorded: number;
  supersededDay: number | null;
};

/** A record checked and put into the engine's numbers. */
export type PreparedPoint = {
  id: number;
  x: number;
  y: number;
  pointClass: number;
  communeSet: number;
  /** By effective day, then order of entry. */
  events: readonly PreparedEvent[];
  flags: readonly PreparedFlag[];
};

/** @throws {RangeError} when a number of the record does not fit. */
export function preparePoint(record: PointRecord, communeSets: CommuneSets): PreparedPoint {
  checkPlace(record);
  const events = record.history
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq)
    .map((entry) => prepareEvent(record.id, entry));
  const flags = (record.flags ?? []).map((entry) => prepareFlag(record.id, entry));
  return {
    id: record.id,
    x: gridX(record.longitude),
    y: gridY(record.latitude),
    pointClass: packClass(record.category, record.kind),
    communeSet: communeSets.numberOf(record.communeIds),
    events,
    flags,
  };
}

/** @throws {RangeError} when a number of the entry does not fit. */
export function prepareEvent(id: number, entry: Omit<HistoryEntry, 'seq'>): PreparedEvent {
  checkHistoryEntry(id, entry);
  return {
    day: entry.effectiveDay,
    recorded: entry.recordedDay,
    state: packState(entry.status, entry.cycle),
    supersededDay: entry.supersededDay ?? null,
  };
}

/** @throws {RangeError} when a number of the entry does not fit. */
export function prepareFlag(id: number, entry: FlagEntry): PreparedFlag {
  checkFlagEntry(id, entry);
  return {
    bit: 1 << entry.flag,
    from: entry.fromDay,
    to: entry.toDay ?? OPEN_END,
    recorded: entry.recordedDay,
    supersededDay: entry.supersededDay ?? null,
  };
}
