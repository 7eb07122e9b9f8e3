import { setImmediate as breathe } from 'node:timers/promises';

import { dayNumber } from '#server/contract/civil-day.ts';
import type { Period } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem, readAsSystem } from '#server/db/transaction.ts';
import type { PointEngine } from '#server/live-engine/point-engine.ts';

import {
  type ClosureCount,
  type ClosureRows,
  Closures,
  type DayPeriod,
  type RecurrenceCount,
} from './closures.ts';
import { type ClosedPlace, type OwedChecks, Places } from './places.ts';
import { findLastPointId, readClosureBlocks, readPlaceBlocks, type PointRange } from './queries.ts';

/** The closed places as they stand on one day. */
export type ClosedPlacesOfDay = {
  /** The soonest due, at most `most`, in no order. @param isAsked null: all places of the register */
  soonestDue(most: number, isAsked: ((pointId: number) => boolean) | null): ClosedPlace[];
  /** Places that owe a check today, counted by the commune that leads. */
  owedChecks(): OwedChecks[];
  /** All closures that there were by their length; the same array until something changes. */
  closures(): readonly ClosureCount[];
  /** A copy of the closures, for curves that a thread computes. */
  closureRows(): ClosureRows;
  /** Recurrences and days at risk of a period, both days included, by commune and category. */
  recurrences(period: Period): RecurrenceCount[];
  /** Places closed at some time of a period, by commune, and those of them that are looked for. */
  closedWithin(
    period: Period,
    isLookedFor: (pointId: number) => boolean,
  ): { communeId: number; whole: number; part: number }[];
};

/** Closed places and their cycles in memory, from which candidates are ranked and recurrences counted. */
export type ClosedPlaces = {
  /** Reads what has changed, and all of them when nobody has asked on that day. Never within a transaction. */
  read(on: IsoDate): Promise<ClosedPlacesOfDay>;
  /** Number of places and bytes of the rows. */
  readonly size: { places: number; bytes: number };
};

/** Ids read by one statement; so many rows are taken without others being answered in between. */
const IDS_AT_ONCE = 10_000;
/** Connections over which everything is read; others are left for those who wait. */
const MOST_READERS = 2;
/** With more changed points than this, everything is read again. */
const MOST_CHANGED = 50_000;

type Held = { on: IsoDate; places: Places; closures: Closures; counts: ClosureCount[] | null };

/**
 * Keeps the closed places in memory: ranking them, and counting what communes owe, would otherwise read most of the
 * register each time. Flags begin and end with the day, so each day is read anew; changed points are read again
 * before the next answer.
 */
export function createClosedPlaces(given: {
  database: Database;
  points: Pick<PointEngine, 'subscribe'>;
}): ClosedPlaces {
  const memory = new Memory(given.database);
  given.points.subscribe((ids) => memory.note(ids));
  // Readings are in turn: an older one must never overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read(on) {
      const reading = last.then(() => memory.current(on));
      last = reading.catch(() => undefined);
      return ofDay(await reading);
    },
    get size() {
      return memory.size;
    },
  };
}

class Memory {
  readonly #database: Database;
  #held: Held | null = null;
  #changed = new Set<number>();

  constructor(database: Database) {
    this.#database = database;
  }

  get size() {
    const held = this.#held;
    if (held === null) return { places: 0, bytes: 0 };
    return { places: held.places.length, bytes: held.places.bytes + held.closures.bytes };
  }

  /** Notes that points have changed. */
  note(ids: readonly number[] | 'all'): void {
    if (ids === 'all' || this.#changed.size + ids.length > MOST_CHANGED) {
      this.#held = null;
      this.#changed = new Set();
    } else {
      for (const id of ids) this.#changed.add(id);
    }
  }

  /** The places of a day with all changes that were noted before. */
  async current(on: IsoDate): Promise<Held> {
    for (;;) {
      const held = this.#held;
      const known = held !== null && held.on === on ? held : await this.#readAll(on);
      if (this.#changed.size > 0) await this.#readChanged(known);
      // Everything may have changed in the meantime.
      if (this.#held === known) return known;
    }
  }

  async #readAll(on: IsoDate): Promise<Held> {
    const fresh: Held = { on, places: new Places(), closures: new Closures(), counts: null };
    // In its place before it is read, so that a change in the meantime is seen.
    this.#changed = new Set();
    this.#held = fresh;
    await this.#whole(fresh, async () => {
      const last = await asSystem(this.#database, findLastPointId);
      const ranges = Array.from({ length: Math.ceil((last + 1) / IDS_AT_ONCE) }, (_, range) => ({
        from: range * IDS_AT_ONCE,
        to: (range + 1) * IDS_AT_ONCE,
      })).values();
      const readNext = async () => {
        for (const range of ranges) {
          await take(this.#database, fresh, range);
          await breathe();
        }
      };
      const readers = Math.min(MOST_READERS, this.#database.connections);
      await Promise.all(Array.from({ length: readers }, readNext));
    });
    return fresh;
  }

  async #readChanged(known: Held): Promise<void> {
    const ids = [...this.#changed];
    this.#changed = new Set();
    await this.#whole(known, async () => {
      for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
        await take(this.#database, known, { ids: ids.slice(at, at + IDS_AT_ONCE) });
      }
    });
  }

  /** Throws away a reading that failed halfway; the next question reads anew. */
  async #whole(held: Held, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#held === held) this.#held = null;
      throw error;
    }
  }
}

async function take(database: Database, held: Held, range: PointRange): Promise<void> {
  const blocks = await readAsSystem(database, async (sql) => {
    const [places, closures] = await Promise.all([
      readPlaceBlocks(sql, held.on, range),
      readClosureBlocks(sql, range),
    ]);
    return { places, closures };
  });
  if ('ids' in range) {
    for (const id of range.ids) {
      held.places.forget(id);
      held.closures.forget(id);
    }
  }
  for (const block of blocks.places) held.places.take(block);
  for (const block of blocks.closures) held.closures.take(block);
  held.counts = null;
}

function daysOf({ from, to }: Period): DayPeriod {
  return { from: dayNumber(from), to: dayNumber(to) };
}

function ofDay(held: Held): ClosedPlacesOfDay {
  const today = dayNumber(held.on);
  return {
    soonestDue: (most, isAsked) => held.places.soonestDue(most, isAsked),
    owedChecks: () => held.places.owedChecks(today),
    closures: () => (held.counts ??= held.closures.counts(today)),
    closureRows: () => held.closures.copy(),
    recurrences: (period) => held.closures.recurrences(daysOf(period)),
    closedWithin: (period, isLookedFor) => held.closures.closedWithin(daysOf(period), isLookedFor),
  };
}
