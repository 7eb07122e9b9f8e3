import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { AttachmentContent, Entry } from './entry.ts';
import { isChangeable } from './rules.ts';
import type { SealedEntry } from './seal.ts';

/** The name stays for good: unsent work of an earlier release is found under it. */
export const OUTBOX_DATABASE = 'dia-ban-outbox';
/** Version 2 added sealed entries and the keys that seal them. */
const VERSION = 2;

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { seq: number } };
  contents: { key: string; value: AttachmentContent; indexes: { entryId: string } };
  sealed: { key: string; value: SealedEntry };
  keys: { key: string; value: { accountId: string; key: CryptoKey } };
}

/** Above every place of an entry that an earlier release has sealed without noting it. */
const UNNOTED_SEQ = 1_000_000;

/** The last place in the order of writing that an entry has, readable or sealed. */
function lastSeq(readable: number | undefined, sealed: readonly SealedEntry[]): number {
  return Math.max(readable ?? 0, ...sealed.map(({ seq }) => seq ?? UNNOTED_SEQ));
}

/** An entry that another tab has sent, changed or discarded meanwhile. */
export class EntryGone extends Error {}

export type OutboxStore = Awaited<ReturnType<typeof openOutboxStore>>;

/**
 * The outbox on the device: entries, and the content of their attachments beside them. Each function is one
 * transaction, so that tabs which work at the same time see whole states only.
 */
export async function openOutboxStore(name = OUTBOX_DATABASE) {
  const database: IDBPDatabase<OutboxSchema> = await openDB<OutboxSchema>(name, VERSION, {
    upgrade(created, from) {
      if (from < 1) {
        created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
        created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
      }
      if (from < 2) {
        created.createObjectStore('sealed', { keyPath: 'id' });
        created.createObjectStore('keys', { keyPath: 'accountId' });
      }
    },
    // Another tab is about to delete everything, or to bring a newer layout: do not stand in its way.
    blocking: () => database.close(),
  });

  /** Appends an entry: it gets the next place in the order, behind the sealed ones too. */
  async function add(entry: Entry, contents: readonly AttachmentContent[]) {
    const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
    const last = await write.objectStore('entries').index('seq').openKeyCursor(null, 'prev');
    const sealed = await write.objectStore('sealed').getAll();
    const added = { ...entry, seq: lastSeq(last?.key, sealed) + 1 };
    await write.objectStore('entries').add(added);
    for (const content of contents) await write.objectStore('contents').put(content);
    await write.done;
    return added;
  }

  /** Adds entries without attachments: all of them or, when one cannot be kept, none. */
  async function addAll(entries: readonly Entry[]): Promise<void> {
    const write = database.transaction(['entries', 'sealed'], 'readwrite');
    const store = write.objectStore('entries');
    const last = await store.index('seq').openKeyCursor(null, 'prev');
    const seq = lastSeq(last?.key, await write.objectStore('sealed').getAll());
    for (const [at, entry] of entries.entries()) await store.add({ ...entry, seq: seq + 1 + at });
    await write.done;
  }

  /** Changes an entry that is still there; null when it is not, or when `change` declines. */
  async function update(id: string, change: (entry: Entry) => Entry | null): Promise<Entry | null> {
    const write = database.transaction('entries', 'readwrite');
    const found = await write.store.get(id);
    const changed = found === undefined ? null : change(found);
    if (changed !== null) await write.store.put(changed);
    await write.done;
    return changed;
  }

  async function removeContents(entryId: string): Promise<void> {
    const write = database.transaction('contents', 'readwrite');
    const keys = await write.store.index('entryId').getAllKeys(entryId);
    for (const key of keys) await write.store.delete(key);
    await write.done;
  }

  async function remove(id: string): Promise<void> {
    const write = database.transaction(['entries', 'contents'], 'readwrite');
    await write.objectStore('entries').delete(id);
    const contents = write.objectStore('contents');
    for (const key of await contents.index('entryId').getAllKeys(id)) await contents.delete(key);
    await write.done;
  }

  return {
    add,
    addAll,
    update,
    removeContents,
    /** Everybody's entries, oldest first. */
    async all(): Promise<Entry[]> {
      return await database.getAllFromIndex('entries', 'seq');
    },
    async get(id: string): Promise<Entry | null> {
      return (await database.get('entries', id)) ?? null;
    },
    async content(id: string): Promise<ArrayBuffer | null> {
      return (await database.get('contents', id))?.bytes ?? null;
    },
    /** Puts another content in the place of an entry that is not on its way. Throws EntryGone. */
    async replace(entry: Entry, contents: readonly AttachmentContent[]): Promise<void> {
      const write = database.transaction(['entries', 'contents'], 'readwrite');
      const entries = write.objectStore('entries');
      const found = await entries.get(entry.id);
      if (found === undefined || !isChangeable(found)) throw new EntryGone();
      await entries.put({ ...entry, seq: found.seq });
      const kept = write.objectStore('contents');
      const wanted = new Set(entry.attachments.map(({ id }) => id));
      for (const id of await kept.index('entryId').getAllKeys(entry.id)) {
        if (!wanted.has(id)) await kept.delete(id);
      }
      for (const content of contents) await kept.put(content);
      await write.done;
    },
    remove,
    /** Deletes an entry that the server cannot have. Throws EntryGone when it is on its way or sent. */
    async takeOut(id: string): Promise<void> {
      const write = database.transaction(['entries', 'contents'], 'readwrite');
      const found = await write.objectStore('entries').get(id);
      if (found === undefined || !isChangeable(found)) throw new EntryGone();
      await write.objectStore('entries').delete(id);
      const contents = write.objectStore('contents');
      for (const key of await contents.index('entryId').getAllKeys(id)) await contents.delete(key);
      await write.done;
    },
    /** Deletes an entry that is still refused under this key. */
    async removeRefused(id: string, key: string): Promise<void> {
      const write = database.transaction(['entries', 'contents'], 'readwrite');
      const found = await write.objectStore('entries').get(id);
      if (found?.state === 'refused' && found.key === key) {
        await write.objectStore('entries').delete(id);
        const contents = write.objectStore('contents');
        for (const one of await contents.index('entryId').getAllKeys(id))
          await contents.delete(one);
      }
      await write.done;
    },
    /** Deletes entries that were sent before a moment (milliseconds since 1970). */
    async removeSentBefore(moment: number): Promise<void> {
      for (const { id, sentAt } of await database.getAllFromIndex('entries', 'seq')) {
        if (sentAt !== null && Date.parse(sentAt) < moment) await remove(id);
      }
    },
    async contentsOf(entryId: string): Promise<AttachmentContent[]> {
      return await database.getAllFromIndex('contents', 'entryId', entryId);
    },
    async allSealed(): Promise<SealedEntry[]> {
      return await database.getAll('sealed');
    },
    /** Tests for sealed entries of an account: what is written after them waits until they are open. */
    async hasSealed(accountId: string): Promise<boolean> {
      return (await database.getAll('sealed')).some((row) => row.accountId === accountId);
    },
    /** Gives the key that seals an account's entries; null while the server has not given it to this device. */
    async keyOf(id: string): Promise<CryptoKey | null> {
      return (await database.get('keys', id))?.key ?? null;
    },
    async keepKey(id: string, key: CryptoKey): Promise<void> {
      await database.put('keys', { accountId: id, key });
    },
    async forgetKeys(): Promise<void> {
      await database.clear('keys');
    },
    /** Replaces a readable entry by its sealed form; false where the entry has changed meanwhile. */
    async putSealed(sealed: SealedEntry, seen: Entry): Promise<boolean> {
      const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
      const found = await write.objectStore('entries').get(sealed.id);
      const same =
        found !== undefined &&
        found.key === seen.key &&
        found.state === seen.state &&
        found.attempts === seen.attempts;
      if (same) {
        await write.objectStore('sealed').put(sealed);
        await write.objectStore('entries').delete(sealed.id);
        const contents = write.objectStore('contents');
        const keys = await contents.index('entryId').getAllKeys(sealed.id);
        for (const key of keys) await contents.delete(key);
      }
      await write.done;
      return same;
    },
    /** Replaces a sealed entry by the opened one, in its old place. */
    async takeBack(entry: Entry, contents: readonly AttachmentContent[]): Promise<void> {
      const write = database.transaction(['entries', 'contents', 'sealed'], 'readwrite');
      await write.objectStore('entries').put(entry);
      for (const content of contents) await write.objectStore('contents').put(content);
      await write.objectStore('sealed').delete(entry.id);
      await write.done;
    },
    /** Deletes an account's entries from the device, sealed or not, with its key. */
    async forgetAccount(accountId: string): Promise<void> {
      const stores = ['entries', 'contents', 'sealed', 'keys'] as const;
      const write = database.transaction(stores, 'readwrite');
      for (const entry of await write.objectStore('entries').getAll()) {
        if (entry.accountId !== accountId) continue;
        await write.objectStore('entries').delete(entry.id);
        const keys = await write.objectStore('contents').index('entryId').getAllKeys(entry.id);
        for (const key of keys) await write.objectStore('contents').delete(key);
      }
      for (const row of await write.objectStore('sealed').getAll()) {
        if (row.accountId === accountId) await write.objectStore('sealed').delete(row.id);
      }
      await write.objectStore('keys').delete(accountId);
      await write.done;
    },
    /** Tests whether nothing of any account is left. */
    async isEmpty(): Promise<boolean> {
      return (await database.count('entries')) + (await database.count('sealed')) === 0;
    },
    close: () => database.close(),
  };
}

/** The database was closed under an act: it is being deleted, or another tab brings a newer layout. */
export function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
