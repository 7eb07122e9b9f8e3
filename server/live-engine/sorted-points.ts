import { createHash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { PointOrder, PointSort } from '#server/contract/point-order.ts';
import { dateOfDay } from '#server/contract/civil-day.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Engine } from '#server/engine/engine.ts';
import { type EngineQuery, filterKey } from '#server/engine/query.ts';
import type { Region } from '#server/engine/region.ts';
import {
  keysById,
  keysOfCategory,
  keysOfCommune,
  keysOfFlags,
  keysOfId,
  keysOfRecurrences,
  keysOfSince,
  keysOfStatus,
  keysOfUrgency,
  type SortKeys,
  sortMatches,
} from '#server/engine/sorted-ids.ts';

import { ColumnKeys } from './column-keys.ts';
import { listGroupNames } from './sort-queries.ts';

/** Sorted lists kept for their next pages, together: each takes 4 bytes a point. */
const MOST_BYTES = 32 * 1024 * 1024;
const ENTRY_BYTES = 256;

const NAMES = new Intl.Collator('vi');
const CURSOR = /^n-(\d{1,10})$/;

type InTurns = <T>(work: Generator<void, T>) => Promise<T>;

/** Sorts all points that match once, and gives pages of them for as long as nothing changes. */
export class SortedPoints {
  readonly #database: Database;
  readonly #current: { readonly engine: Engine };
  readonly #columns: ColumnKeys;
  readonly #coming = new Map<string, Promise<Int32Array>>();
  readonly #kept = new LRUCache<string, Int32Array>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ byteLength }) => byteLength + ENTRY_BYTES,
  });

  constructor(given: { database: Database; current: { readonly engine: Engine } }) {
    this.#database = given.database;
    this.#current = given.current;
    this.#columns = new ColumnKeys(given.database);
  }

  /** Notes that points have changed. */
  note(changed: readonly number[] | 'all'): void {
    this.#columns.note(changed);
  }

  /** A page of the ids; a cursor of another kind of list starts from the first. */
  async page(
    query: EngineQuery,
    given: Region & { sort: PointOrder; cursor?: string | undefined; limit: number },
    inTurns: InTurns,
  ): Promise<{ ids: number[]; next: string | null }> {
    const { sort, cursor, limit, bbox, squares, within, ids: chosen } = given;
    const all = await this.#sorted(query, { bbox, squares, within, ids: chosen }, sort, inTurns);
    const from = Number(CURSOR.exec(cursor ?? '')?.[1] ?? 0);
    const ids = [...all.subarray(from, from + limit)];
    return { ids, next: from + limit < all.length ? `n-${from + limit}` : null };
  }

  /** All ids: points recurring or suspected on the day first, then by id. Not to be written to. */
  all(query: EngineQuery, region: Region = {}, inTurns: InTurns): Promise<Int32Array> {
    return this.#sorted(query, region, '-urgency', inTurns);
  }

  /** Sorted once, also for those who ask for the same while it is sorted. */
  async #sorted(
    query: EngineQuery,
    region: Region,
    order: PointOrder,
    inTurns: InTurns,
  ): Promise<Int32Array> {
    const key = createHash('sha1')
      .update(JSON.stringify([this.#current.engine.version, filterKey(query), region, order]))
      .digest('base64url');
    const ready = this.#kept.get(key) ?? this.#coming.get(key);
    if (ready !== undefined) return ready;
    const coming = this.#sort(query, region, order, inTurns);
    this.#coming.set(key, coming);
    try {
      const ids = await coming;
      this.#kept.set(key, ids);
      return ids;
    } finally {
      this.#coming.delete(key);
    }
  }

  async #sort(
    query: EngineQuery,
    region: Region,
    order: PointOrder,
    inTurns: InTurns,
  ): Promise<Int32Array> {
    const { sort, descending } = readOrder(order);
    const keys = await this.#keysOf(sort, query);
    const ids = await inTurns(
      sortMatches(this.#current.engine, query, region, { keys, descending }),
    );
    // All have the same key: it is the ids themselves that are turned round.
    return sort === 'code' && descending ? ids.reverse() : ids;
  }

  async #keysOf(sort: PointSort, query: EngineQuery): Promise<SortKeys> {
    const on = dateOfDay(query.asOf);
    switch (sort) {
      case 'urgency':
        return keysOfUrgency;
      case 'code':
        return keysOfId;
      case 'status':
        return keysOfStatus;
      case 'recurrences':
        return keysOfRecurrences;
      case 'flags':
        return keysOfFlags;
      case 'since':
        return keysOfSince(query);
      case 'category':
        return keysOfCategory(await this.#orderOf('category'));
      case 'commune': {
        const order = await this.#orderOf('commune');
        return keysOfCommune(this.#current.engine, order);
      }
      case 'name':
        return keysById(await this.#columns.names(on));
      case 'last_event':
      case 'next_check':
      case 'answer_overdue':
        return keysById(await this.#columns.days(sort, on));
    }
  }

  async #orderOf(group: 'category' | 'commune'): Promise<Map<number, number>> {
    const rows = await asSystem(this.#database, (sql) => listGroupNames(sql, group));
    const inOrder = rows.toSorted((a, b) => NAMES.compare(a.name, b.name) || a.number - b.number);
    return new Map(inOrder.map(({ number }, place) => [number, place]));
  }
}

function readOrder(order: PointOrder): { sort: PointSort; descending: boolean } {
  const descending = order.startsWith('-');
  return { sort: (descending ? order.slice(1) : order) as PointSort, descending };
}
