import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';

import type { AttachmentContent, Entry } from './entry.ts';
import type { ContentRow, EntryRow, NoteRow } from './rows.ts';
import type { SealedEntry } from './seal.ts';

/** The name stays for good: unsent work of an earlier release is found under it. */
export const OUTBOX_DATABASE = 'dia-ban-outbox';
/** Version 2 added sealed entries and the keys that seal them; since version 3 every row is sealed. */
const VERSION = 3;

/** Layout of the outbox's database. Rows of releases up to layout 2 are plain, until `reseal.ts` has sealed them. */
export interface OutboxSchema extends DBSchema {
  entries: { key: string; value: EntryRow | Entry; indexes: { seq: number } };
  contents: { key: string; value: ContentRow | AttachmentContent; indexes: { entryId: string } };
  /** Entries that a release up to layout 2 has sealed with their files. */
  sealed: { key: string; value: SealedEntry };
  /** Keys of accounts of a release up to layout 2. */
  keys: { key: string; value: { accountId: string; key: CryptoKey } };
  /** Keys of this device that stand in for an account's key. */
  standIns: { key: string; value: { accountId: string; key: CryptoKey } };
  notes: { key: string; value: NoteRow };
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
        created.createObjectStore('keys', { keyPath: 'accountId' });
      }
      if (from < 3) {
        created.createObjectStore('standIns', { keyPath: 'accountId' });
        created.createObjectStore('notes', { keyPath: 'id' });
      }
    },
    // Another tab is about to delete everything, or to bring a newer layout: do not stand in its way.
    blocking: () => database.close(),
  });
  return database;
}

/** Keys of this device that stand in for an account's key until that has come. They stay as long as the database. */
export function standInsOf(database: Database) {
  const known = new Map<string, CryptoKey>();
  return {
    async get(accountId: string): Promise<CryptoKey | null> {
      const there = known.get(accountId) ?? (await database.get('standIns', accountId))?.key;
      if (there !== undefined) known.set(accountId, there);
      return there ?? null;
    },
    async keep(accountId: string, key: CryptoKey): Promise<CryptoKey> {
      const write = database.transaction('standIns', 'readwrite');
      const there = await write.store.get(accountId);
      if (there === undefined) await write.store.put({ accountId, key });
      await write.done;
      return there?.key ?? key;
    },
  };
}

/** Deletes the files of an entry. */
export async function removeFiles(write: Writing, entryId: string): Promise<void> {
  const contents = write.objectStore('contents');
  for (const key of await contents.index('entryId').getAllKeys(entryId)) await contents.delete(key);
}
