import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { Doors } from './doors.ts';
import type { Term } from './term.ts';

/** Releases before version 2 kept the keys themselves here. */
const VERSION = 2;
const ROW = 'session';

/** The session as its database holds it: nothing here opens anything by itself. */
export type Noted = Term & {
  accountId: string;
  /** Tells the secret of this session from another, and nothing of it. */
  print: string;
  /** Drawn for the kept answers; null where none are kept. */
  answers: Uint8Array<ArrayBuffer> | null;
  /** Ways to the secret; absent in a note of releases until 2026-12, whose secret is the file itself. */
  doors?: Doors;
  /** Passwords that were tried in vain since the last right one, and the time of the last. */
  tries?: { count: number; at: number };
};

interface KeysSchema extends DBSchema {
  session: { key: string; value: Noted & { id: typeof ROW } };
}

type Database = IDBPDatabase<KeysSchema>;

/** The connection to the database of a note. */
function createConnection(name: string, onClose: () => void) {
  let opened: Promise<Database | null> | null = null;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    onClose();
    (await closing?.catch(() => null))?.close();
  }

  /**
   * Opens the database; null where there is none and this may not make it. A deletion may come between looking for it and
   * opening it, so only the browser knows, while it opens.
   */
  async function open(mayMake: boolean): Promise<Database | null> {
    const asked = (opened ??= openOrGiveUp(mayMake));
    const database = await asked;
    if (database !== null) return database;
    if (opened === asked) opened = null;
    return mayMake ? await open(true) : null;
  }

  const isListed = async () => (await indexedDB.databases()).some((one) => one.name === name);

  async function openOrGiveUp(mayMake: boolean): Promise<Database | null> {
    if (!mayMake && !(await isListed())) return null;
    let isAbsent = false;
    try {
      return await openDB<KeysSchema>(name, VERSION, {
        upgrade(created, from, _to, upgrading) {
          isAbsent = from === 0 && !mayMake;
          if (isAbsent) {
            void upgrading.done.catch(() => undefined);
            return upgrading.abort();
          }
          for (const former of created.objectStoreNames) created.deleteObjectStore(former);
          created.createObjectStore('session', { keyPath: 'id' });
        },
        blocking: () => void close(),
        terminated: () => void close(),
      });
    } catch (error) {
      if (isAbsent) return null;
      opened = null;
      throw error;
    }
  }

  return { open, close };
}

/** The note of the session in its database. */
export function createNote(name: string, onClose: () => void) {
  const { open, close } = createConnection(name, onClose);
  return {
    close,
    /** Reads the note; a device without a session gets no database by that. */
    async read(): Promise<Noted | null> {
      return (await (await open(false))?.get('session', ROW)) ?? null;
    },
    /** Writes the note of a session that begins. */
    async begin(noted: Noted): Promise<void> {
      await (await open(true))?.put('session', { ...noted, id: ROW });
    },
    /** Changes a note that is there in one transaction; null deletes it. */
    async change(to: (found: Noted) => Noted | null): Promise<void> {
      const writing = (await open(false))?.transaction('session', 'readwrite');
      const found = await writing?.store.get(ROW);
      if (writing === undefined || found === undefined) return;
      const changed = to(found);
      if (changed === null) await writing.store.delete(ROW);
      else await writing.store.put({ ...changed, id: ROW });
      await writing.done;
    },
    async remove(): Promise<void> {
      await (await open(false))?.delete('session', ROW);
    },
    /** Deletes the database. */
    async destroy(): Promise<void> {
      await close();
      await deleteDB(name);
    },
  };
}

export type Note = ReturnType<typeof createNote>;
