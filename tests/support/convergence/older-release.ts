import { deleteDB, openDB } from 'idb';

import { openOutboxStore } from '#client/offline/outbox/store.ts';

/**
 * Writes a phone's outbox anew as an earlier release would have left it. The first release had two stores, and entries
 * without `clockKnown`; the next one sealed entries without noting their place in the order. No tab may hold it open.
 */
export async function asEarlierRelease(name: string): Promise<void> {
  const store = await openOutboxStore(name);
  const entries = await store.all();
  const contents = (await Promise.all(entries.map(({ id }) => store.contentsOf(id)))).flat();
  const sealed = await store.allSealed();
  store.close();
  if (sealed.length > 0) {
    const database = await openDB(name);
    for (const { seq: _, ...row } of sealed) await database.put('sealed', row);
    database.close();
    return;
  }
  await deleteDB(name);
  const first = await openDB(name, 1, {
    upgrade(created) {
      created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
      created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
    },
  });
  for (const { clockKnown: _, ...entry } of entries) await first.put('entries', entry);
  for (const content of contents) await first.put('contents', content);
  first.close();
}
