import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';

import type { AnyContentRow, AnyEntryRow, AnyNoteRow } from './rows.ts';
import type { SealedEntry } from './seal.ts';

/** The name stays for good: unsent work of an earlier release is found under it. */
export const OUTBOX_DATABASE = 'dia-ban-outbox';
/**
 * Version 2 added sealed entries and the keys that seal them; since version 3 every row is sealed, and since version 4
 * under a key of its own, which lies sealed for the server.
 */
const VERSION = 4;

/** Layout of the outbox's database. Rows of earlier releases stay as they are until `earlier-rows.ts` has sealed them anew. */
export interface OutboxSchema extends DBSchema {
  entries: { key: string; value: AnyEntryRow; indexes: { seq: number } };
  contents: { key: string; value: AnyContentRow; indexes: { entryId: string } };
  /** Entries that a release up to layout 2 has sealed with their files. */
  sealed: { key: string; value: SealedEntry };
  /** Keys of this device that stood in for an account's key up to layout 3. */
  standIns: { key: string; value: { accountId: string; key: CryptoKey } };
  notes: { key: string; value: AnyNoteRow };
}

export type Database = IDBPDatabase<OutboxSchema>;
type Stores = ('entries' | 'contents' | 'sealed')[];
export type Writing = IDBPTransaction<OutboxSchema, Stores, 'readwrite'>;

/** Opens the outbox's database, and brings it to the present layout. */
export async function openDatabase(name: string): Promise<Database> {
  const database: Database = await openDB<OutboxSchema>(name, VERSION, {
    upgrade(created, from) {
      if (from < 1) {
        created.createObjectStore('entries', { keyPath: 'id' }).createIndex('seq', 'seq');
        created.createObjectStore('contents', { keyPath: 'id' }).createIndex('entryId', 'entryId');
      }
      if (from < 2) {
        created.createObjectStore('sealed', { keyPath: 'id' });
      }
      if (from < 3) {
        created.createObjectStore('standIns', { keyPath: 'accountId' });
        created.createObjectStore('notes', { keyPath: 'id' });
      }
      // The keys of accounts that layout 2 kept.
      const former = created as unknown as IDBDatabase;
      if (former.objectStoreNames.contains('keys')) former.deleteObjectStore('keys');
    },
    // Another tab is about to delete everything, or to bring a newer layout: do not stand in its way.
    blocking: () => database.close(),
  });
  return database;
}

/** Deletes the files of an entry. */
export async function removeFiles(write: Writing, entryId: string): Promise<void> {
  const contents = write.objectStore('contents');
  for (const key of await contents.index('entryId').getAllKeys(entryId)) await contents.delete(key);
}
