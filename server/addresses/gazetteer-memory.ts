import { setImmediate as breathe } from 'node:timers/promises';

import { LRUCache } from 'lru-cache';

import type { PlaceCandidate } from '#server/contract/geocoding.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { KnownCommune } from './commune-names.ts';
import { GazetteerIndex } from './gazetteer-index.ts';
import { listEntries, listGazetteers, listKnownCommunes, readGazetteerVersion } from './queries.ts';

export type AddressAnswer = { items: PlaceCandidate[]; ambiguous: boolean };

export type LoadedGazetteers = {
  index: GazetteerIndex;
  communes: readonly KnownCommune[];
  /** The sources by the gazetteers' ids. */
  sources: ReadonlyMap<number, string>;
  /** Answer cache for this gazetteer version. */
  answered: LRUCache<string, AddressAnswer>;
};

export type GazetteerMemory = {
  /** Loads the gazetteers in force; reads the database again when this or another process has changed them. */
  load(sql: TransactionSql, today: IsoDate): Promise<LoadedGazetteers>;
};

const PAGE = 5_000;
const MOST_REMEMBERED = 20_000;

/** Keeps the gazetteers of the database in memory, and knows when they are out of date. */
export function createGazetteerMemory(): GazetteerMemory {
  let loaded: { version: string; gazetteers: LoadedGazetteers } | null = null;
  return {
    async load(sql, today) {
      const version = `${today}|${await readGazetteerVersion(sql)}`;
      if (loaded?.version !== version) {
        // Two who ask at once read twice: a transaction cannot wait for another's on a single session.
        loaded = { version, gazetteers: await readAll(sql, today) };
      }
      return loaded.gazetteers;
    },
  };
}

async function readAll(sql: TransactionSql, today: IsoDate): Promise<LoadedGazetteers> {
  const communes = await listKnownCommunes(sql, today);
  const index = new GazetteerIndex(communes);
  for (let afterId = 0, more = true; more;) {
    const entries = await listEntries(sql, afterId, PAGE);
    for (const entry of entries) index.add(entry);
    afterId = entries.at(-1)?.id ?? afterId;
    more = entries.length === PAGE;
    // Others are answered in between.
    await breathe();
  }
  const gazetteers = await listGazetteers(sql);
  const sources = new Map(gazetteers.map(({ id, source }) => [id, source]));
  return { index, communes, sources, answered: new LRUCache({ max: MOST_REMEMBERED }) };
}
