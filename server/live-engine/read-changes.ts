import { dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { readAsSystem } from '#server/db/transaction.ts';
import type { Change } from '#server/engine/apply-changes.ts';
import {
  type CheckEntry,
  type FlagEntry,
  type HistoryEntry,
  LAST_DAY,
  type PointPlace,
} from '#server/engine/point-record.ts';

import { readSnapshot } from './change-queries.ts';
import {
  readChecks,
  readFlags,
  readMoves,
  readPlaces,
  type CheckRow,
  type FlagRow,
  type MoveRow,
  type PlaceRow,
} from './queries.ts';

/**
 * Reads the present state of changed points as changes for a running engine, and a snapshot of the database: all that
 * it sees has been read.
 */
export async function readChanges(
  database: Database,
  pointIds: readonly number[],
): Promise<{ changes: Change[]; snapshot: string }> {
  return readAsSystem(database, async (sql) => {
    // Sent together and done in this order: no reading is older than the snapshot.
    const [snapshot, changes] = await Promise.all([readSnapshot(sql), changesOf(sql, pointIds)]);
    return { changes, snapshot };
  });
}

/** Reads like {@link readChanges}, within a transaction. */
export async function changesOf(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<Change[]> {
  if (pointIds.length === 0) return [];
  const selection = { ids: pointIds };
  // Sent together: an answer takes as long as a way to the database and back, not four times that.
  const [placeRows, moveRows, flagRows, checkRows] = await Promise.all([
    readPlaces(sql, selection),
    readMoves(sql, selection),
    readFlags(sql, selection),
    readChecks(sql, selection),
  ]);
  const places = new Map(placeRows.map((row) => [row[0], row]));
  const moves = grouped(moveRows);
  const flags = grouped(flagRows);
  const checks = grouped(checkRows);
  return pointIds.map((id): Change => {
    const place = places.get(id);
    if (place === undefined) return { remove: id };
    const history = (moves.get(id) ?? []).map((row) => ({ ...moveOf(row), seq: row[1] }));
    return {
      upsert: {
        ...placeOf(place),
        history,
        flags: (flags.get(id) ?? []).map(flagOf),
        checks: (checks.get(id) ?? []).map(checkOf),
      },
    };
  });
}

function grouped<Row extends [number, ...unknown[]]>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[0]);
    if (group === undefined) groups.set(row[0], [row]);
    else group.push(row);
  }
  return groups;
}

function placeOf([
  id,
  longitude,
  latitude,
  category,
  publicArea,
  communeIds,
]: PlaceRow): PointPlace {
  return { id, longitude, latitude, category, kind: publicArea ? 1 : 0, communeIds };
}

export function moveOf(row: MoveRow): Omit<HistoryEntry, 'seq'> {
  const [, , effectiveOn, recordedOn, status, cycle, supersededOn] = row;
  return {
    effectiveDay: engineDay(effectiveOn),
    recordedDay: engineDay(recordedOn),
    status,
    cycle,
    supersededDay: supersededOn === null ? null : engineDay(supersededOn),
  };
}

function flagOf([, flag, fromOn, toOn, recordedOn]: FlagRow): FlagEntry {
  return {
    flag,
    fromDay: engineDay(fromOn),
    toDay: toOn === null ? null : engineDay(toOn),
    recordedDay: engineDay(recordedOn),
  };
}

export function checkOf([, effectiveOn, recordedOn, supersededOn]: CheckRow): CheckEntry {
  return {
    effectiveDay: engineDay(effectiveOn),
    recordedDay: engineDay(recordedOn),
    supersededDay: supersededOn === null ? null : engineDay(supersededOn),
  };
}

/** Converts a date to a day of the engine; days before 1970 become day 0. */
function engineDay(date: IsoDate): number {
  return Math.max(0, Math.min(LAST_DAY, dayNumber(date)));
}
