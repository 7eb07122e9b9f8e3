import { setImmediate as breathe } from 'node:timers/promises';

import { LRUCache } from 'lru-cache';

import type { Database } from '#server/db/client.ts';
import { asSystem, readAsSystem } from '#server/db/transaction.ts';
import { IdBitset } from '#server/engine/point-ids.ts';
import type { WordReach } from '#server/live-engine/engine-filter.ts';
import type { PointEngine } from '#server/live-engine/point-engine.ts';
import { takeTurns, workInTurns } from '#server/live-engine/turns.ts';

import { codesMeant } from './codes.ts';
import {
  findCoded,
  findNamedPoints,
  listCommuneWords,
  listNamedPoints,
  type NamedPoint,
} from './queries.ts';
import type { PackedMatch } from './best-matches.ts';
import { WordIndex } from './word-index.ts';
import { askedWords, wordsOf } from './words.ts';

/** The words of all points in memory. */
export type PointWords = {
  /**
   * Finds the points that the words of a text mean best, best first; reads first what has changed.
   * @param most number of points, 1 or more
   * @param isSeen tells if a point lies within the reach of who asks
   */
  best(text: string, most: number, isSeen: WordReach['sees']): Promise<readonly PackedMatch[]>;
  /**
   * Finds all points that the words of a text mean, with the fewest slips that any of them has, and those of a code that
   * it may be. Lets other work in between.
   */
  matching(text: string, reach: Pick<WordReach, 'key' | 'sees'>): Promise<IdBitset>;
  /** Reads the words if nobody has searched yet, and what has changed. */
  catchUp(): Promise<void>;
  /** Number of points and bytes of the packed columns. */
  readonly size: { points: number; bytes: number };
};

/** Answers kept; each takes at most a bit for every point. */
const MOST_KEPT = 64;
const PAGE = 2_000;
/** With more changed points than this, everything is read again. */
const MOST_CHANGED = 50_000;

/**
 * Keeps the words of the points in memory: read when somebody first searches, and afterwards what the engine has told
 * of as changed.
 */
export function createPointWords(given: {
  database: Database;
  points: Pick<PointEngine, 'subscribe'>;
}): PointWords {
  const { database } = given;
  const index = new WordIndex();
  const found = answersOf(database, index);
  /** Points that changed since they were read; `all`: nothing was read yet, or everything may have changed. */
  let changed: Set<number> | 'all' = 'all';
  given.points.subscribe((ids) => {
    if (changed === 'all') return;
    if (ids === 'all') changed = 'all';
    else for (const id of ids) changed.add(id);
    if (changed !== 'all' && changed.size > MOST_CHANGED) changed = 'all';
  });

  // Readings are in turn: an older one must never overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  async function readChanged(): Promise<void> {
    const asked = changed;
    changed = new Set();
    try {
      if (asked === 'all') await readAll(database, index);
      else if (asked.size > 0) await readSome(database, index, [...asked]);
      else return;
      found.forget();
    } catch (error) {
      // What could not be read is read the next time.
      changed = union(asked, changed);
      throw error;
    }
  }

  function catchUp(): Promise<void> {
    const reading = last.then(readChanged);
    last = reading.catch(() => undefined);
    return reading;
  }

  return {
    catchUp,
    async matching(text, reach) {
      await catchUp();
      return found.matching(text, reach);
    },
    async best(text, most, isSeen) {
      await catchUp();
      return index.best(text, most, isSeen);
    },
    get size() {
      return { points: index.size, bytes: index.bytes };
    },
  };
}

/** All points that the words or the code of a text mean, kept for the filters of a map, which asks for twenty tiles at once. */
function answersOf(database: Database, index: WordIndex) {
  const turn = takeTurns();
  const kept = new LRUCache<string, Promise<IdBitset>>({ max: MOST_KEPT });
  async function find(text: string, sees: WordReach['sees']): Promise<IdBitset> {
    const codes = codesMeant(text);
    const coded =
      codes.length === 0 ? [] : await asSystem(database, (sql) => findCoded(sql, codes));
    const ids = await workInTurns(index.all(text, sees), () => turn(text));
    for (const { id, communeIds } of coded) if (sees(id, communeIds)) ids.push(id);
    return workInTurns(IdBitset.of(ids), () => turn(text));
  }
  return {
    matching(text: string, { key, sees }: Pick<WordReach, 'key' | 'sees'>): Promise<IdBitset> {
      if (key === null) return find(text, sees);
      const question = `${key}|${codesMeant(text).join()}|${askedWords(text).join(' ')}`;
      const ready = kept.get(question);
      if (ready !== undefined) return ready;
      const coming = find(text, sees);
      kept.set(question, coming);
      coming.catch(() => kept.delete(question));
      return coming;
    },
    /** Something has changed. */
    forget: () => kept.clear(),
  };
}

function union(one: Set<number> | 'all', other: Set<number> | 'all'): Set<number> | 'all' {
  return one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other]);
}

async function readAll(database: Database, index: WordIndex): Promise<void> {
  const communes = await asSystem(database, listCommuneWords);
  const load = index.load();
  load.next();
  for (let afterId = 0, more = true; more;) {
    const after = afterId;
    const rows = await asSystem(database, (sql) => listNamedPoints(sql, after, PAGE));
    load.next(rows.map(namedWords));
    afterId = rows.at(-1)?.id ?? afterId;
    more = rows.length === PAGE;
    // Others are answered in between.
    await breathe();
  }
  while (load.next(null).done !== true) await breathe();
  index.setCommunes(new Map(communes.map(({ id, name, type }) => [id, [type, ...wordsOf(name)]])));
}

async function readSome(database: Database, index: WordIndex, ids: number[]): Promise<void> {
  const rows = await readAsSystem(database, (sql) => findNamedPoints(sql, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) {
    const row = found.get(id);
    if (row === undefined) index.remove(id);
    else index.set(namedWords(row));
  }
  if (index.needsPacking) await workInTurns(index.pack(), breathe);
}

function namedWords({ id, names, communeIds }: NamedPoint) {
  return { id, words: wordsOf(names), communeIds };
}
