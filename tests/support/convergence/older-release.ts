import { deleteDB, openDB, type IDBPDatabase } from 'idb';

import type { SessionKeys } from '#client/offline/keys/session-keys.ts';
import { sealEntry } from '#client/offline/outbox/seal.ts';
import type { OutboxStore } from '#client/offline/outbox/store.ts';

/** Layouts that a phone of an earlier release can have on it: the first layout, the second with its key, or sealed by the second. */
const KINDS = ['first', 'with_key', 'sealed'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Writes a phone's outbox anew as an earlier release would have left it, readable or sealed with its files. The first
 * release had two stores, and entries without `clockKnown`; the next one sealed entries without noting their place in the
 * order. No tab may hold it open.
 * @param kind by default one after the other, by the number of entries
 */
export async function asEarlierRelease(
  name: string,
  store: OutboxStore,
  keys: SessionKeys,
  kind?: Kind,
): Promise<void> {
  const entries = await store.all();
  const [first] = entries;
  const key = first === undefined ? null : await store.keyOf(first.accountId);
  const contents = (await Promise.all(entries.map(({ id }) => store.contentsOf(id)))).flat();
  const written =
    key === null ? 'first' : (kind ?? KINDS[entries.length % KINDS.length] ?? 'first');
  store.close();
  await keys.destroy();
  await deleteDB(name);
  const database = await openEarlier(name, written);
  if (written === 'sealed' && key !== null) {
    // What was sent it deleted as it sealed.
    for (const entry of entries.filter(({ state }) => state !== 'sent')) {
      const own = contents.filter(({ entryId }) => entryId === entry.id);
      const { seq: _, ...row } = await sealEntry(key, { entry, contents: own }, Date.now());
      await database.put('sealed', row);
    }
  } else {
    for (const { clockKnown, ...entry } of entries) {
      await database.put('entries', written === 'first' ? entry : { ...entry, clockKnown });
    }
    for (const content of contents) await database.put('contents', content);
    if (written === 'with_key') await database.put('keys', { accountId: first?.accountId, key });
  }
  database.close();
}

async function openEarlier(name: string, kind: Kind): Promise<IDBPDatabase> {
  return await openDB(name, kind === 'first' ? 1 : 2, {
    upgrade(created) {
      created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
      created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
      if (kind === 'first') return;
      created.createObjectStore('sealed', { keyPath: 'id' });
      created.createObjectStore('keys', { keyPath: 'accountId' });
    },
  });
}
