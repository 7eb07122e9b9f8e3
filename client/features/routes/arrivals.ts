import { useSyncExternalStore } from 'react';

import type { IsoInstant } from '#server/contract/time.ts';

const PREFIX = 'route-arrival-';

/** Times of arrival by the id of the stop, as text. */
type Known = Readonly<Record<string, IsoInstant>>;

let known: Known | null = null;
const listeners = new Set<() => void>();

/** Reads the moment when the team arrived at a stop, kept on the device until the stop has its result. */
export function arrivalAt(stopId: number): IsoInstant | null {
  return localStorage.getItem(`${PREFIX}${stopId}`);
}

export function keepArrival(stopId: number, at: IsoInstant): void {
  localStorage.setItem(`${PREFIX}${stopId}`, at);
  tellChange();
}

export function forgetArrival(stopId: number): void {
  localStorage.removeItem(`${PREFIX}${stopId}`);
  tellChange();
}

/** All arrivals that are kept on the device; drawn anew when one of them changes. */
export function useKnownArrivals(): Known {
  return useSyncExternalStore(listen, readKnown);
}

function listen(listener: () => void): () => void {
  // Read anew: another page of this device may have changed it.
  known = null;
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readKnown(): Known {
  known ??= Object.fromEntries(
    Object.entries(localStorage).flatMap(([key, at]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), String(at)]] : [],
    ),
  );
  return known;
}

function tellChange(): void {
  known = null;
  for (const listener of listeners) listener();
}
