import { useSyncExternalStore } from 'react';

import { MAP_STATES, type MapNews } from '#server/contract/map-age.ts';

const CURRENT: MapNews = { state: 'current', readAt: null };
/** A connection that comes back sooner is not worth a word. */
const PATIENCE_MILLISECONDS = 5_000;

let news = CURRENT;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: MapNews): void {
  clearTimeout(timer);
  timer = undefined;
  news = next;
  for (const listener of listeners) listener();
}

/** Takes over what the server tells of the age of its map, as JSON; without it the map is as new as can be. */
export function mapAgeTold(data: string | null): void {
  const told = data === null ? CURRENT : (JSON.parse(data) as MapNews);
  set(MAP_STATES.includes(told.state) ? told : CURRENT);
}

/** Notes that the server is not heard since now: what is shown becomes old if it stays away. */
export function mapNotHeard(): void {
  if (timer !== undefined || news.state === 'old') return;
  const readAt = new Date().toISOString();
  timer = setTimeout(() => set({ state: 'old', readAt }), PATIENCE_MILLISECONDS);
}

/** Gives the age of what the map shows. */
export function useMapAge(): MapNews {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => news,
  );
}
