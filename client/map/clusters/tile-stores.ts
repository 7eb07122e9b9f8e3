import type { BoundingBox } from '#server/contract/geo.ts';

import type { Weighted } from './cluster-marks.ts';
import { createTileStore, fetchTilesOf, type FetchTile } from './load-tiles.ts';

/** Days and filters that stay at hand; beyond so many points the memory of a phone would suffer. */
const MOST_STORES = 16;
const MOST_INPUTS = 120_000;
/** Parameters of a filter that concern the day. */
const DAY_PARTS = ['as_of', 'known_at'] as const;

type Kept = {
  revision: number;
  store: ReturnType<typeof createTileStore>;
  abort: AbortController;
};

/**
 * The tiles of the filters lately looked at, each in a store of its own, all of one state of the data. The
 * least recently used go first.
 */
export function createTileStores(fetchOf: (query: string) => FetchTile = fetchTilesOf) {
  const kept = new Map<string, Kept>();
  const crowds = createCrowds();

  function storeOf(query: string, revision: number): Kept {
    for (const [key, old] of kept) {
      if (old.revision === revision) continue;
      forget(key, old);
      crowds.clear();
    }
    const known = kept.get(query) ?? {
      revision,
      store: createTileStore(fetchOf(query), crowds.of(query)),
      abort: new AbortController(),
    };
    kept.delete(query);
    kept.set(query, known);
    trim(query);
    return known;
  }

  function forget(query: string, old: Kept): void {
    old.abort.abort();
    kept.delete(query);
  }

  function trim(inUse: string): void {
    let inputs = [...kept.values()].reduce((sum, one) => sum + one.store.inputs(), 0);
    for (const [query, old] of kept) {
      if (kept.size <= MOST_STORES && inputs <= MOST_INPUTS) return;
      if (query === inUse) continue;
      inputs -= old.store.inputs();
      forget(query, old);
    }
  }

  return {
    /** Everything in the box, of one filter at one state of the data. */
    pointsIn(query: string, revision: number, box: BoundingBox, zoom: number): Promise<Weighted[]> {
      const { store, abort } = storeOf(query, revision);
      return store.pointsIn(box, zoom, abort.signal);
    },
    /** Stops what is still being fetched for other filters; what has come of them stays. */
    stopAllBut(queries: readonly string[]): void {
      for (const [query, old] of kept) {
        if (queries.includes(query)) continue;
        old.abort.abort();
        old.abort = new AbortController();
      }
    },
  };
}

/** The crowded places of each filter, which are the same from day to day. */
function createCrowds() {
  const crowds = new Map<string, Set<string>>();
  return {
    of(query: string): Set<string> {
      const filter = new URLSearchParams(query);
      for (const day of DAY_PARTS) filter.delete(day);
      const key = filter.toString();
      const crowd = crowds.get(key) ?? new Set();
      crowds.set(key, crowd);
      if (crowds.size > MOST_STORES) crowds.clear();
      return crowd;
    },
    clear(): void {
      crowds.clear();
    },
  };
}
