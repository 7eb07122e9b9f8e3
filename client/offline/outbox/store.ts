import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { AttachmentContent, Entry } from './entry.ts';
import { isChangeable } from './rules.ts';

/** The name stays for good: unsent work of an earlier release is found under it. */
export const OUTBOX_DATABASE = 'dia-ban-outbox';
const VERSION = 1;

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { seq: number } };
  contents: { key: string; value: AttachmentContent; indexes: { entryId: string } };
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
    upgrade(created) {
      created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
      created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
    },
    // Another tab is about to delete everything, or to bring a newer layout: do not stand in its way.
    blocking: () => database.close(),
  });

  /** Appends an entry: it gets the next place in the order. */
  async function add(entry: Entry, contents: readonly AttachmentContent[]) {
    const write = database.transaction(['entries', 'contents'], 'readwrite');
    const last = await write.objectStore('entries').index('seq').openKeyCursor(null, 'prev');
    const added = { ...entry, seq: (last?.key ?? 0) + 1 };
    await write.objectStore('entries').add(added);
    for (const content of contents) await write.objectStore('contents').put(content);
    await write.done;
    return added;
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

  return {
    add,
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
    async remove(id: string): Promise<void> {
      const write = database.transaction(['entries', 'contents'], 'readwrite');
      await write.objectStore('entries').delete(id);
      const contents = write.objectStore('contents');
      for (const key of await contents.index('entryId').getAllKeys(id)) await contents.delete(key);
      await write.done;
    },
    /** Forgets everybody's entries. */
    async clear(): Promise<void> {
      const write = database.transaction(['entries', 'contents'], 'readwrite');
      await write.objectStore('entries').clear();
      await write.objectStore('contents').clear();
      await write.done;
    },
    close: () => database.close(),
  };
}
