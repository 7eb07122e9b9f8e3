import { setImmediate as nextTurn } from 'node:timers/promises';

import type { IsoDate } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { IdTable } from '#server/engine/point-ids.ts';

import { PackedArray } from './packed-array.ts';
import { type DayColumn, listNamesBefore, readDays, readNameOrder } from './sort-queries.ts';
import { workInTurns } from './turns.ts';

/** Key of a point in a column of the database; null where it has none. */
export type KeyOfId = (id: number) => number | null;

/** Changed points after which a column is read anew instead of being mended. */
const MOST_CHANGED = 500;
/** Rows taken between two yields: about a millisecond. */
const ROWS_A_STEP = 8_192;

type Column = {
  keys: IdTable;
  /** Points that have changed since the last reading of them; of names, since the whole column was read. */
  changed: Set<number>;
  /** Changes have come that the keys do not show yet. */
  stale: boolean;
  /** Columns of days depend on the evening. */
  on: IsoDate;
  /** Readings of a column follow each other. */
  ready: Promise<void>;
};

/** Readers of a column: for all points, and for those that have changed. */
type Reading = {
  all: (column: Column) => Promise<void>;
  changed: (column: Column) => Promise<void>;
};

/**
 * Keys of the columns that only the database holds, kept in memory from their first use: 4 bytes a point. Changed
 * points are read again before the next use.
 */
export class ColumnKeys {
  readonly #database: Database;
  readonly #columns = new Map<DayColumn | 'name', Column>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes that points have changed. */
  note(changed: readonly number[] | 'all'): void {
    if (changed === 'all') {
      this.#columns.clear();
      return;
    }
    for (const [name, column] of this.#columns) {
      for (const id of changed) column.changed.add(id);
      column.stale = true;
      if (column.changed.size > MOST_CHANGED) this.#columns.delete(name);
    }
  }

  /** Days since 1970-01-01, as the lists show them on the evening `on`. */
  days(name: DayColumn, on: IsoDate): Promise<KeyOfId> {
    const read = (ids: readonly number[] | 'all') =>
      asSystem(this.#database, (sql) => readDays(sql, name, on, ids));
    return this.#current(name, on, {
      all: async ({ keys }) => inTurns(takeDays(keys, await read('all'))),
      changed: async ({ keys, changed }) => {
        const ids = [...changed];
        changed.clear();
        const packed = await read(ids);
        for (const id of ids) keys.delete(id);
        await inTurns(takeDays(keys, packed));
      },
    });
  }

  /**
   * The order of the names: even numbers, so that changed ones find room between two of them. Changed names between
   * the same two others are in the order of their ids, until all are read again.
   */
  names(on: IsoDate): Promise<KeyOfId> {
    return this.#current('name', on, {
      all: async ({ keys }) =>
        inTurns(takeOrder(keys, await asSystem(this.#database, readNameOrder))),
      changed: async ({ keys, changed }) => {
        const found = await asSystem(this.#database, (sql) => listNamesBefore(sql, [...changed]));
        for (const { id, before } of found) {
          keys.set(id, before === null ? 1 : keys.get(before) + 1);
        }
      },
    });
  }

  /** The column as it stands now, begun or mended if need be. */
  async #current(name: DayColumn | 'name', on: IsoDate, read: Reading): Promise<KeyOfId> {
    let column = this.#columns.get(name);
    if (column === undefined || (name !== 'name' && column.on !== on)) {
      const begun = { keys: new IdTable(true), changed: new Set<number>(), stale: false, on };
      column = { ...begun, ready: Promise.resolve() };
      // In its place before it is read, so that no change during the reading is missed.
      this.#columns.set(name, column);
      column.ready = read.all(column);
    } else if (column.stale) {
      column.stale = false;
      const mended = column;
      column.ready = column.ready.then(() => read.changed(mended));
    }
    try {
      await column.ready;
    } catch (error) {
      this.#columns.delete(name);
      throw error;
    }
    return keyOf(column.keys);
  }
}

function inTurns(work: Generator<void, void>): Promise<void> {
  return workInTurns(work, nextTurn);
}

function* takeOrder(keys: IdTable, packed: Uint8Array | null): Generator<void, void> {
  if (packed === null) return;
  const order = new PackedArray(packed);
  for (let place = 0; place < order.length; place += 1) {
    keys.set(order.low(place), 2 * place + 2);
    if (place % ROWS_A_STEP === 0) yield;
  }
}

function keyOf(keys: IdTable): KeyOfId {
  return (id) => {
    const key = keys.get(id);
    return key < 0 ? null : key;
  };
}

function* takeDays(keys: IdTable, packed: Uint8Array | null): Generator<void, void> {
  if (packed === null) return;
  const rows = new PackedArray(packed);
  for (let row = 0; row < rows.length; row += 1) {
    keys.set(rows.high(row), rows.low(row));
    if (row % ROWS_A_STEP === 0) yield;
  }
}
