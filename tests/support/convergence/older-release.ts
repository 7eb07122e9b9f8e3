import { deleteDB, openDB, type IDBPDatabase } from 'idb';

import { sealBytes, withHead } from '#client/offline/keys/sealed-bytes.ts';
import type { AttachmentContent, Entry } from '#client/offline/outbox/entry.ts';
import { sealEntry } from '#client/offline/outbox/seal.ts';
import type { OutboxStore } from '#client/offline/outbox/store.ts';

/**
 * Layouts that a phone of an earlier release can have on it: the first layout, the second with its key, sealed by the
 * second, or by the third under the account's key, or under a key of the device that stood in for it.
 */
const KINDS = ['first', 'with_key', 'sealed', 'account_key', 'stand_in'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Writes a phone's outbox anew as an earlier release would have left it, readable or sealed with its files. The first
 * release had two stores, and entries without `clockKnown`; the next one sealed entries without noting their place in the
 * order. No tab may hold it open.
 * @param key of the account, as earlier releases had it from the server
 * @param kind by default one after the other, by the number of entries
 */
export async function asEarlierRelease(
  name: string,
  store: OutboxStore,
  key: CryptoKey,
  kind?: Kind,
): Promise<void> {
  const entries = await store.all();
  const contents = (await Promise.all(entries.map(({ id }) => store.contentsOf(id)))).flat();
  const written = kind ?? KINDS[entries.length % KINDS.length] ?? 'first';
  store.close();
  await deleteDB(name);
  const database = await openEarlier(name, written);
  if (written === 'sealed') await putSealed(database, entries, contents, key);
  else if (written === 'account_key' || written === 'stand_in') {
    await putUnderOneKey(database, entries, contents, { key, standIn: written === 'stand_in' });
  } else {
    for (const { clockKnown, ...entry } of entries) {
      await database.put('entries', written === 'first' ? entry : { ...entry, clockKnown });
    }
    for (const content of contents) await database.put('contents', content);
    const [first] = entries;
    if (written === 'with_key') await database.put('keys', { accountId: first?.accountId, key });
  }
  database.close();
}

/** Each entry with its files as one; what was sent that release deleted as it sealed. */
async function putSealed(
  database: IDBPDatabase,
  entries: readonly Entry[],
  contents: readonly AttachmentContent[],
  key: CryptoKey,
): Promise<void> {
  for (const entry of entries.filter(({ state }) => state !== 'sent')) {
    const own = contents.filter(({ entryId }) => entryId === entry.id);
    const { seq: _, ...row } = await sealEntry(key, { entry, contents: own }, Date.now());
    await database.put('sealed', row);
  }
}

/** Each row by itself, all under the key of their account or one that stood in for it. */
async function putUnderOneKey(
  database: IDBPDatabase,
  entries: readonly Entry[],
  contents: readonly AttachmentContent[],
  { key: ofAccount, standIn }: { key: CryptoKey; standIn: boolean },
): Promise<void> {
  const kind = { name: 'AES-GCM', length: 256 };
  const key = standIn
    ? await crypto.subtle.generateKey(kind, false, ['encrypt', 'decrypt'])
    : ofAccount;
  for (const entry of entries) {
    const { id, accountId, seq, state } = entry;
    if (standIn) await database.put('standIns', { accountId, key });
    const sealed = await sealBytes(key, `entry ${accountId} ${id}`, await withHead(entry, []));
    await database.put('entries', { id, accountId, seq, state, standIn, ...sealed });
    for (const content of contents.filter(({ entryId }) => entryId === id)) {
      const file = await sealBytes(key, `content ${id} ${content.id}`, content.bytes);
      const row = { id: content.id, entryId: id, accountId, standIn, ...file };
      await database.put('contents', row);
    }
  }
}

const LAYOUTS: Record<Kind, number> = {
  first: 1,
  with_key: 2,
  sealed: 2,
  account_key: 3,
  stand_in: 3,
};

async function openEarlier(name: string, kind: Kind): Promise<IDBPDatabase> {
  return await openDB(name, LAYOUTS[kind], {
    upgrade(created) {
      created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
      created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
      if (kind === 'first') return;
      created.createObjectStore('sealed', { keyPath: 'id' });
      created.createObjectStore('keys', { keyPath: 'accountId' });
      if (LAYOUTS[kind] < 3) return;
      created.createObjectStore('standIns', { keyPath: 'accountId' });
      created.createObjectStore('notes', { keyPath: 'id' });
    },
  });
}
