import { nowMilliseconds } from '#client/i18n/clock.ts';

import { ownStore, storeOwner } from './outbox/device-store.ts';
import type { OutboxStore } from './outbox/store.ts';

/**
 * Small things that a screen notes on this device for the person who is signed in. They lie sealed beside the outbox; where
 * the device keeps nothing they are lost with the page.
 */

type Act = (store: OutboxStore, accountId: string) => Promise<void>;

/** Reads all notes, values by name; null where the device keeps none. */
export async function readNotes(): Promise<ReadonlyMap<string, string> | null> {
  let notes: ReadonlyMap<string, string> | null = null;
  await withStore(async (store, accountId) => {
    notes = await store.notesOf(accountId);
  });
  return notes;
}

/** Keeps a note in the place of an earlier one of the name. */
export async function keepNote(name: string, value: string): Promise<void> {
  const note = { name, value, at: nowMilliseconds() };
  await withStore((store, accountId) => store.putNote(accountId, note));
}

export async function dropNote(name: string): Promise<void> {
  await withStore((store, accountId) => store.dropNote(accountId, name));
}

let last: Promise<boolean> = Promise.resolve(true);

/** One after the other: of two notes of a name the later one has to stay. False where the device keeps nothing. */
export async function withStore(act: Act): Promise<boolean> {
  const accountId = storeOwner();
  if (accountId === null) return false;
  last = last.then(async () => {
    try {
      // Throws on a device that cannot keep anything, or has just forgotten everything.
      await act(await ownStore(), accountId);
      return true;
    } catch {
      return false;
    }
  });
  return await last;
}
