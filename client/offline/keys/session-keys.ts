import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';

import { answerKeysOf, printOf, wrappingKeyOf, type AnswerKeys } from './derived-keys.ts';
import { openKeyFile, SECRET_BYTES, type KeyFile } from './key-file.ts';
import { hasEnded, LONGEST_LEASE, termOf, type Lease, type Term } from './term.ts';

export type { AnswerKeys } from './derived-keys.ts';

export const KEYS_DATABASE = 'dia-ban-keys';
/** Releases before version 2 kept the keys themselves here. */
const VERSION = 2;
const ROW = 'session';
/** Time for which what was not there is not looked for again: pages and the worker hear of it soon enough. */
const ABSENT_MILLISECONDS = 1_000;
/** A use is noted once a minute at most, as the server does. */
const WORTH_NOTING = 60_000;
const SALT_BYTES = 16;

/** The session as its database holds it: no key of it. */
type Noted = Term & {
  accountId: string;
  /** Tells that the secret in the file is the one of this session. */
  print: string;
  /** Drawn for the kept answers; null where none are kept. */
  answers: Uint8Array<ArrayBuffer> | null;
};

/** The session on this device with its keys, all made of the secret in its file. */
export type SessionOnDevice = Term & {
  accountId: string;
  print: string;
  /** Wraps the keys of unsent work, for this session alone. */
  wrapping: CryptoKey;
  /** Null until an answer is kept. */
  answers: AnswerKeys | null;
};

interface KeysSchema extends DBSchema {
  session: { key: string; value: Noted & { id: typeof ROW } };
}

type Database = IDBPDatabase<KeysSchema>;

/** The note of the session in its database. */
function createNotes(name: string, onClose: () => void) {
  let opened: Promise<Database> | null = null;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    onClose();
    (await closing?.catch(() => null))?.close();
  }

  async function open(): Promise<Database> {
    opened ??= openDB<KeysSchema>(name, VERSION, {
      upgrade(created) {
        for (const former of created.objectStoreNames) created.deleteObjectStore(former);
        created.createObjectStore('session', { keyPath: 'id' });
      },
      blocking: () => void close(),
      terminated: () => void close(),
    }).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return await opened;
  }

  /** Reading must not create the database: a device without a session keeps nothing. */
  async function isThere(): Promise<boolean> {
    return opened !== null || (await indexedDB.databases()).some((one) => one.name === name);
  }

  return {
    close,
    async read(): Promise<Noted | null> {
      return (await isThere()) ? ((await (await open()).get('session', ROW)) ?? null) : null;
    },
    /** Changes what is there in one transaction; null deletes it. */
    async write(to: (found: Noted | null) => Noted | null): Promise<Noted | null> {
      const writing = (await open()).transaction('session', 'readwrite');
      const found = (await writing.store.get(ROW)) ?? null;
      const changed = to(found);
      if (changed !== null) await writing.store.put({ ...changed, id: ROW });
      else if (found !== null) await writing.store.delete(ROW);
      await writing.done;
      return changed;
    },
    /** Deletes the note, where there is a database. */
    async remove(): Promise<void> {
      if (await isThere()) await (await open()).delete('session', ROW);
    },
  };
}

/** The keys of a note; null where its time is over, or the file holds none for it. */
async function withKeys(
  file: KeyFile,
  found: Noted | null,
  now: number,
): Promise<SessionOnDevice | null> {
  if (found === null || hasEnded(found, now)) return null;
  const secret = await file.read();
  if (secret === null || (await printOf(secret)) !== found.print) return null;
  const answers = found.answers === null ? null : await answerKeysOf(secret, found.answers);
  return { ...found, answers, wrapping: await wrappingKeyOf(secret) };
}

/** Draws the secret of a new session and notes whose it is. */
async function write(
  file: KeyFile,
  notes: ReturnType<typeof createNotes>,
  { accountId, now }: { accountId: string; now: number },
): Promise<void> {
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  await file.write(secret);
  const print = await printOf(secret);
  await notes.write(() => ({ accountId, print, answers: null, ...termOf(LONGEST_LEASE, now) }));
}

/** The session with its keys; the last that was read stays in memory. */
function createStored(name: string, now: () => number, file: KeyFile) {
  const notes = createNotes(name, forget);
  let known: SessionOnDevice | null = null;
  /** Time of the last look, where something was not there: the session, or keys of kept answers. */
  let absentSince = -Infinity;

  function forget(): void {
    known = null;
    absentSince = -Infinity;
  }

  const alive = async () => await withKeys(file, await notes.read(), now());

  /** Ends the session: first the secret, without which nothing can be read, whatever else fails. */
  async function end(): Promise<void> {
    forget();
    await file.erase();
    await notes.remove();
  }

  /** The session, or null where there is none; one whose time is over is ended first. */
  async function read(): Promise<SessionOnDevice | null> {
    const isOver = known !== null && hasEnded(known, now());
    const hasLooked = Math.abs(now() - absentSince) < ABSENT_MILLISECONDS;
    // The worker may have drawn the keys of the kept answers meanwhile.
    if (!isOver && (known?.answers != null || hasLooked)) return known;
    known = await alive();
    if (known === null && (await notes.read()) !== null) {
      await exclusively(name, async () => {
        // Another tab may have begun a session in the meantime.
        if ((await alive()) === null) await end();
      });
    }
    absentSince = now();
    return known;
  }

  /** Begins a session of an account, unless it is there; one of another account ends. */
  async function begin(accountId: string): Promise<void> {
    await exclusively(name, async () => {
      if ((await alive())?.accountId === accountId) return;
      await end();
      await write(file, notes, { accountId, now: now() });
    });
  }

  /** Changes the note of the session that is there; one that has gone meanwhile does not come back by this. */
  async function change(to: (found: Noted) => Noted): Promise<void> {
    if ((await notes.read()) === null) return forget();
    await notes.write((found) => (found === null || hasEnded(found, now()) ? null : to(found)));
    forget();
    await read();
  }

  /** The session that was read last; it may be over. */
  const lastRead = () => known;
  return { lastRead, forget, notes, begin, read, change, end: () => exclusively(name, end) };
}

export type SessionKeys = ReturnType<typeof createSessionKeys>;

/**
 * The keys of the session on this device, which pages and the service worker share. All are made of one secret in a file
 * that is overwritten in its place when the session ends: by whoever ends it, and by whoever first looks after its time is
 * over. What they have sealed can be read by nobody then; unsent work opens again by the server.
 * @param now milliseconds since 1970 by the device's clock
 */
export function createSessionKeys(name = KEYS_DATABASE, now: () => number = Date.now) {
  const file = openKeyFile(name);
  const stored = createStored(name, now, file);
  const { notes, read, change } = stored;
  let notedAt = 0;
  const ofOwner = (found: SessionOnDevice | null, accountId: string) =>
    found?.accountId === accountId ? found : null;
  async function begin(accountId: string): Promise<void> {
    if (ofOwner(await read(), accountId) !== null) return;
    await stored.begin(accountId);
    stored.forget();
  }
  return {
    read,
    /** Begins the session of an account on this device; another account's keys go. */
    begin,
    /** Holds the keys of an account's session as long as the server says. */
    async keep(accountId: string, lease: Lease = LONGEST_LEASE): Promise<void> {
      await begin(accountId);
      await change((found) => ({ ...found, ...termOf(lease, now(), found.usedAt) }));
    },
    /** Gives the keys for kept answers, and makes them where there are none. */
    async answerKeys(accountId: string): Promise<AnswerKeys> {
      await begin(accountId);
      const drawn = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      if (ofOwner(await read(), accountId)?.answers == null) {
        await change((found) => ({ ...found, answers: found.answers ?? drawn }));
      }
      const answers = ofOwner(await read(), accountId)?.answers;
      if (answers == null) throw new DOMException('the session has ended', 'InvalidStateError');
      return answers;
    },
    /** Forgets the keys of the kept answers. */
    forgetAnswers: () => change((found) => ({ ...found, answers: null })),
    /** Notes that the person uses the product, with a network or without: the session is not idle. */
    async noteUse(): Promise<void> {
      if (stored.lastRead() === null || now() - notedAt < WORTH_NOTING) return;
      notedAt = now();
      await change((found) => ({ ...found, usedAt: Math.max(found.usedAt, notedAt) }));
    },
    /** Ends the session on this device. */
    end: stored.end,
    /** Ends the session on this device, and deletes its database. */
    async destroy(): Promise<void> {
      stored.forget();
      await file.erase();
      await notes.close();
      await deleteDB(name);
    },
    close: notes.close,
  };
}

/** Keys of the session on this device. */
export const deviceKeys = createSessionKeys();

/** One page or worker at a time, where the browser has such a lock. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  const { navigator: browser } = globalThis as { navigator?: { locks?: LockManager | null } };
  const locks = browser?.locks;
  if (locks == null) await work();
  else await locks.request(`${name}-session`, work);
}
