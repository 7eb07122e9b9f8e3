import { Gauge, type Registry } from 'prom-client';

import type { MapNews, MapState } from './contract/map-age.ts';
import type { PointEngine } from './live-engine/point-engine.ts';

const METRIC = 'diaban_map_age_seconds';
/** Age from which people are told that the map is old. */
const OLD_MILLISECONDS = 5_000;

/** Age of the map of this process, for the metrics and for the open pages. */
export type MapAge = {
  /** State when it was noted last, and until when everything committed is on the map. */
  now(): MapNews;
  /**
   * Notes the present age; called regularly by what follows the database, and never where nobody else writes.
   * @param heard false while commits are not told by the database
   */
  note(heard: boolean): void;
  /** Calls the listener at each change of the state. @returns the function that unsubscribes */
  subscribe(listener: () => void): () => void;
};

/** @param registry where the age is shown, seconds */
export function createMapAge(
  points: Pick<PointEngine, 'age' | 'readAt'>,
  registry: Registry,
): MapAge {
  const listeners = new Set<() => void>();
  let state: MapState = 'current';
  let follows = false;
  registry.removeSingleMetric(METRIC);
  new Gauge({
    name: METRIC,
    help: 'Seconds for which commits may be missing on the map of this process.',
    registers: [registry],
    collect() {
      this.set(follows ? (points.age ?? 0) / 1_000 : 0);
    },
  });
  return {
    now: () => ({ state, readAt: points.readAt }),
    note(heard) {
      follows = true;
      const before = state;
      const isOld = (points.age ?? 0) > OLD_MILLISECONDS;
      state = isOld ? 'old' : heard ? 'current' : 'polled';
      if (state === before) return;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
