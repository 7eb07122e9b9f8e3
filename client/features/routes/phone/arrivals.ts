import { useSyncExternalStore } from 'react';

import { dropNote, keepNote, readNotes } from '#client/offline/device-notes.ts';
import type { IsoInstant } from '#server/contract/time.ts';

const PREFIX = 'route-arrival-';

/** Times of arrival by the id of the stop, as text. */
type Known = Readonly<Record<string, IsoInstant>>;

/** Arrivals that this page knows; null until the device has been read. */
let known: Known | null = null;
/** Changes of this page before that. */
let changed: Record<string, IsoInstant | null> = {};
let reading: Promise<void> | null = null;
const listeners = new Set<() => void>();

/** Gives the moment when the team arrived at a stop, kept on the device until the stop has its result. */
export function arrivalAt(stopId: number): IsoInstant | null {
  return known?.[stopId] ?? changed[stopId] ?? null;
}

export function keepArrival(stopId: number, at: IsoInstant): void {
  change(stopId, at);
  void keepNote(`${PREFIX}${stopId}`, at);
}

export function forgetArrival(stopId: number): void {
  change(stopId, null);
  void dropNote(`${PREFIX}${stopId}`);
}

/** All arrivals that are kept on the device, null until it has been read; drawn anew when one of them changes. */
export function useKnownArrivals(): Known | null {
  return useSyncExternalStore(listen, () => known);
}

function listen(listener: () => void): () => void {
  // Read anew: another page of this device may have changed it.
  void read();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function read(): Promise<void> {
  reading ??= readKept().finally(() => {
    reading = null;
  });
  await reading;
}

async function readKept(): Promise<void> {
  await takeOverReadable();
  const notes = await readNotes();
  if (notes === null) known = withChanges({});
  else {
    const kept = [...notes].filter(([name]) => name.startsWith(PREFIX));
    known = withChanges(
      Object.fromEntries(kept.map(([name, at]) => [name.slice(PREFIX.length), at])),
    );
    changed = {};
  }
  tellChange();
}

/** A former release kept the arrivals readable. */
async function takeOverReadable(): Promise<void> {
  for (const [key, at] of Object.entries(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    changed = { ...changed, [key.slice(PREFIX.length)]: String(at) };
    await keepNote(key, String(at));
    localStorage.removeItem(key);
  }
}

function change(stopId: number, at: IsoInstant | null): void {
  changed = { ...changed, [stopId]: at };
  if (known !== null) known = withChanges(known);
  tellChange();
}

function withChanges(before: Known): Known {
  const merged = Object.entries({ ...before, ...changed });
  return Object.fromEntries(merged.filter((pair): pair is [string, string] => pair[1] !== null));
}

function tellChange(): void {
  for (const listener of listeners) listener();
}
