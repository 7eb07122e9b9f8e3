import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

import { LRUCache } from 'lru-cache';

import type { Clock } from '#server/clock.ts';
import type { Actor } from '#server/contract/permission.ts';
import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { Database } from '#server/db/client.ts';
import { encodeTile } from '#server/engine/encode-tile.ts';
import { countCells } from '#server/engine/cell-counts.ts';
import { enteredPoints } from '#server/engine/entered-points.ts';
import { tallyEvents } from '#server/engine/event-tally.ts';
import { FINEST_ZOOM } from '#server/engine/grid-positions.ts';
import { type ListPosition, countMatches, listMatches } from '#server/engine/match-queries.ts';
import { countGroups } from '#server/engine/group-counts.ts';
import { type EngineQuery, filterKey } from '#server/engine/query.ts';
import { queryTile } from '#server/engine/tile-query.ts';

import { createCurrentEngine } from './current-engine.ts';
import type { EngineCopies } from './engine-copies.ts';
import { engineQuery } from './engine-query.ts';
import type { EngineFilter, PointEngine } from './point-engine.ts';
import { SortedPoints } from './sorted-points.ts';
import { takeTurns, workInTurns } from './turns.ts';

type Tile = { z: number; x: number; y: number };

/** The engine with what keeps it current. Empty until it is loaded. */
export function createPointEngine(given: {
  database: Database;
  /** A hot standby of the database, which the points are then read from. */
  replica?: Database | undefined;
  clock: Clock;
  /** Identity of this run of the program, part of every ETag: versions start again with each run. */
  run: string;
  /** Size of the cache of ready tiles; 0 to measure how long making them takes. */
  tileCacheBytes?: number;
  /** Folder of the copies for the next start; without it no copy is kept. */
  copies?: EngineCopies;
  /** Called with the reason why points were not read that nobody waits for. */
  notRead?: (error: unknown) => void;
}): PointEngine {
  const { database, replica, clock, run, copies, notRead = () => undefined } = given;
  const cache = tileCache(given.tileCacheBytes);
  const turn = takeTurns();
  const inTurns = <T>({ accountId }: Actor, work: Generator<void, T>) =>
    workInTurns(work, () => turn(accountId));

  const listeners = new Set<(changed: readonly number[] | 'all') => void>();
  function tell(changed: readonly number[] | 'all') {
    if (changed === 'all') cache.clear();
    sorted.note(changed);
    for (const listener of listeners) listener(changed);
  }

  const current = createCurrentEngine({ database, replica, clock, copies, tell, notRead });
  const sorted = new SortedPoints({ database, current });

  function ask(actor: Actor, filter: EngineFilter): EngineQuery {
    return engineQuery(actor, filter, current.numbers, clock.today());
  }

  /** Version of a tile for a query; it changes with every change around the tile. */
  function versionOf(query: EngineQuery, { z, x, y }: Tile): string {
    if (!isTile(z, x, y)) throw new AppError('tile.out_of_range');
    return `${run}.${current.engine.tileVersion(z, x, y)}.${cache.hash(filterKey(query))}`;
  }
  const keyOf = ({ z, x, y }: Tile, version: string) => `${z}/${x}/${y}/${version}`;
  const etagOf = (actor: Actor, version: string, bytes: Uint8Array) =>
    actor.reach === 'city' ? `"${version}"` : `"${cache.hash(bytes)}"`;

  return {
    get readAt() {
      return current.readAt;
    },
    get age() {
      return current.age;
    },
    load: current.load,
    reload: current.reload,
    refreshLogged: current.refreshLogged,
    refresh: current.refresh,
    refreshSoon: current.refreshSoon,
    settled: current.settled,
    catchUp: current.catchUp,
    position: current.position,
    reach: current.reach,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reaches(actor, pointId) {
      if (actor.reach === 'city') return true;
      if (actor.reach !== 'communes') return false;
      const { engine } = current;
      // Asked at every change for every open page: neither looks at other points.
      if (!engine.communesOf(pointId).some((id) => actor.communeIds.includes(id))) return false;
      const state = engine.stateOf(pointId, dayNumber(clock.today()));
      return state !== null && state.status < POINT_STATUSES.length;
    },
    count(actor, filter, region) {
      const counts = countMatches(current.engine, ask(actor, filter), region);
      return {
        total: counts.total,
        status: named(POINT_STATUSES, counts.byStatus),
        flag: named(POINT_FLAGS, counts.byFlag),
      };
    },
    list(actor, filter, page) {
      const after = positionOf(page.cursor);
      const found = listMatches(current.engine, ask(actor, filter), { ...page, after });
      return { ids: found.ids, next: found.next === null ? null : cursorOf(found.next) };
    },
    sorted: (actor, filter, page) =>
      sorted.page(ask(actor, filter), page, (work) => inTurns(actor, work)),
    all: (actor, filter, region) =>
      sorted.all(ask(actor, filter), region, (work) => inTurns(actor, work)),
    groups(actor, filter, region = {}) {
      const counts = countGroups(current.engine, ask(actor, filter), region);
      return {
        total: counts.total,
        category: largestFirst(counts.byCategory, current.numbers.categories),
        commune: largestFirst(counts.byCommune, current.numbers.communes),
      };
    },
    tally: (actor, filter, region) =>
      inTurns(actor, tallyEvents(current.engine, ask(actor, filter), region)),
    cells: (actor, filter, raster) =>
      inTurns(actor, countCells(current.engine, ask(actor, filter), raster)),
    entered(actor, { now, before, most }) {
      const queries = { now: ask(actor, now), before: ask(actor, before) };
      return inTurns(actor, enteredPoints(current.engine, queries, most));
    },
    statusSince(actor, pointId, filter) {
      const { asOf, knownAt } = ask(actor, filter);
      const day = current.engine.statusSince(pointId, asOf, knownAt ?? null);
      return day === null ? null : dateOfDay(day);
    },
    stateOn(actor, pointId, filter) {
      const { asOf, knownAt } = ask(actor, filter);
      const state = current.engine.stateOf(pointId, asOf, knownAt ?? null);
      const status = state === null ? undefined : POINT_STATUSES[state.status];
      if (state === null || status === undefined) return null;
      return {
        status,
        cycle: state.cycle,
        flags: POINT_FLAGS.filter((_, bit) => (state.flags & (1 << bit)) !== 0),
      };
    },
    tileEtag(actor, tile, filter) {
      const version = versionOf(ask(actor, filter), tile);
      return actor.reach === 'city' ? `"${version}"` : null;
    },
    hasTile: (actor, tile, filter) =>
      cache.get(keyOf(tile, versionOf(ask(actor, filter), tile))) !== undefined,
    async tile(actor, tile, filter) {
      const query = ask(actor, filter);
      const version = versionOf(query, tile);
      const key = keyOf(tile, version);
      const ready = cache.get(key);
      if (ready !== undefined) return { bytes: ready, etag: etagOf(actor, version, ready) };
      const asked = current.engine;
      const bytes = await zipped(encodeTile(queryTile(asked, tile, query)));
      // The engine may have been replaced while this waited.
      if (asked === current.engine) cache.set(key, bytes);
      return { bytes, etag: etagOf(actor, version, bytes) };
    },
  };
}

const zip = promisify(gzip);
const ZIP = { level: 1 } as const;
/** Size from which compressing in another thread is faster than doing it here. */
const WORTH_A_THREAD_BYTES = 8_192;
/** Output chunk of zlib, large enough for most tiles: each further chunk is another call to the thread. */
const CHUNK_BYTES = 64 * 1024;

/** Compresses bytes. The result is copied, because zlib's buffer lies in a larger block that a cache would keep alive. */
async function zipped(bytes: Uint8Array): Promise<Uint8Array> {
  const small = bytes.byteLength < WORTH_A_THREAD_BYTES;
  return new Uint8Array(
    small ? gzipSync(bytes, ZIP) : await zip(bytes, { ...ZIP, chunkSize: CHUNK_BYTES }),
  );
}

function isTile(z: number, x: number, y: number): boolean {
  const whole = [z, x, y].every((part) => Number.isSafeInteger(part) && part >= 0);
  return whole && z <= FINEST_ZOOM && x < 2 ** z && y < 2 ** z;
}

/** Counts by name, without zeros. */
function named<Name extends string>(
  names: readonly Name[],
  counts: readonly number[],
): Partial<Record<Name, number>> {
  const entries = names.map((name, at) => [name, counts[at] ?? 0] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0)) as Partial<
    Record<Name, number>
  >;
}

/** Counts by code, the largest first and then by code; of numbers without a code in force nothing is said. */
function largestFirst(counts: ReadonlyMap<number, number>, numbers: ReadonlyMap<string, number>) {
  return [...numbers]
    .map(([code, number]) => ({ code, count: counts.get(number) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

const CURSOR = /^([01])-(\d{1,10})$/;

function cursorOf({ urgent, id }: ListPosition): string {
  return `${urgent ? 0 : 1}-${id}`;
}

/** Parses a cursor; an invalid one starts from the first page. */
function positionOf(cursor: string | undefined): ListPosition | null {
  const [, behind, id] = CURSOR.exec(cursor ?? '') ?? [];
  return id === undefined ? null : { urgent: behind === '0', id: Number(id) };
}

const MOST_BYTES = 32 * 1024 * 1024;
/** Overhead of a cache entry in bytes: the key, the entry and the array object; an empty tile costs little else. */
const ENTRY_BYTES = 512;

/** Ready tiles by place and ETag, those asked for last; bounded by their bytes. */
function tileCache(mostBytes: number = MOST_BYTES) {
  const kept = new LRUCache<string, Uint8Array>({
    // The library takes zero for a size that is not given; into one byte no tile fits, and none is kept.
    maxSize: Math.max(mostBytes, 1),
    sizeCalculation: ({ byteLength }) => byteLength + ENTRY_BYTES,
  });
  return {
    /** Shortens filters (up to thousands of ids) and tiles to a hash. */
    hash: (content: string | Uint8Array) =>
      createHash('sha1').update(content).digest('base64url').slice(0, 16),
    get: (key: string) => kept.get(key),
    set: (key: string, tile: Uint8Array) => void kept.set(key, tile),
    clear: () => kept.clear(),
  };
}
