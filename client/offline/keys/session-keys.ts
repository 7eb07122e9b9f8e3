import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';

import { makeKey } from './sealed-bytes.ts';
import { hasEnded, LONGEST_LEASE, termOf, type Lease, type Term } from './term.ts';

export const KEYS_DATABASE = 'dia-ban-keys';
const ROW = 'session';
/** Time for which a session that was not there is not looked for again: pages and the worker hear of it soon enough. */
const ABSENT_MILLISECONDS = 1_000;
/** A use is noted once a minute at most, as the server does. */
const WORTH_NOTING = 60_000;

/** Keys of the kept answers: one seals them, the other makes the names under which they lie. */
export type AnswerKeys = { content: CryptoKey; names: CryptoKey };

/** The session on this device with its keys. None of them can be read out by a script. */
export type SessionOnDevice = Term & {
  accountId: string;
  /** Key of the account from the server; null until it has come. */
  account: CryptoKey | null;
  /** Made on this device; null until an answer is kept. */
  answers: AnswerKeys | null;
};

interface KeysSchema extends DBSchema {
  sessions: { key: string; value: SessionOnDevice & { id: typeof ROW } };
}

type Database = IDBPDatabase<KeysSchema>;

/** The session as its database holds it; the last that was read stays in memory. */
function createStored(name: string, now: () => number) {
  const connection = createConnection(name, () => forget());
  let known: SessionOnDevice | null = null;
  let absentSince = -Infinity;

  function forget(): void {
    known = null;
    absentSince = -Infinity;
  }

  /** Changes what is there in one transaction; null deletes it. */
  async function write(to: (found: SessionOnDevice | null) => SessionOnDevice | null) {
    const writing = (await connection.open()).transaction('sessions', 'readwrite');
    const found = (await writing.store.get(ROW)) ?? null;
    const changed = to(found === null || hasEnded(found, now()) ? null : found);
    if (changed !== null) await writing.store.put({ ...changed, id: ROW });
    else if (found !== null) await writing.store.delete(ROW);
    await writing.done;
    forget();
    known = changed;
    return changed;
  }

  /** The session, or null where there is none; one whose time is over is deleted first. */
  async function read(): Promise<SessionOnDevice | null> {
    if (known !== null && !hasEnded(known, now())) return known;
    if (known === null && Math.abs(now() - absentSince) < ABSENT_MILLISECONDS) return null;
    // Reading must not create the database: a device without a session keeps nothing.
    const found = (await connection.isThere()) ? await write((session) => session) : null;
    if (found === null) absentSince = now();
    return found;
  }

  /** Changes the session that is there; one that has gone meanwhile does not come back by this. */
  async function change(to: (found: SessionOnDevice) => SessionOnDevice): Promise<void> {
    if (await connection.isThere()) await write((found) => (found === null ? null : to(found)));
  }

  /** The session that was read last; it may be over. */
  const lastRead = () => known;
  return { lastRead, forget, connection, write, read, change };
}

/** Opens the database when it is needed, and closes it when another page is about to delete it. */
function createConnection(name: string, onClose: () => void) {
  let opened: Promise<Database> | null = null;

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    onClose();
    (await closing?.catch(() => null))?.close();
  }

  return {
    close,
    async open(): Promise<Database> {
      opened ??= openDB<KeysSchema>(name, 1, {
        upgrade: (created) => void created.createObjectStore('sessions', { keyPath: 'id' }),
        blocking: () => void close(),
        terminated: () => void close(),
      }).catch((error: unknown) => {
        opened = null;
        throw error;
      });
      return await opened;
    },
    async isThere(): Promise<boolean> {
      return opened !== null || (await indexedDB.databases()).some((one) => one.name === name);
    },
  };
}

export type SessionKeys = ReturnType<typeof createSessionKeys>;

/**
 * The keys of the session on this device, in a database of their own that pages and the service worker share. They end
 * with the session: whoever ends it deletes them, and whoever first looks after its time is over. What they have sealed
 * can be read by nobody then; unsent work opens again with the account's key from the server.
 * @param now milliseconds since 1970 by the device's clock
 */
export function createSessionKeys(name = KEYS_DATABASE, now: () => number = Date.now) {
  const stored = createStored(name, now);
  const { connection, read, write, change } = stored;
  let notedAt = 0;
  const ofOwner = (found: SessionOnDevice | null, accountId: string) =>
    found?.accountId === accountId ? found : null;
  return {
    read,
    /** Keeps the account's key for the time of its session; another account's keys go. */
    async keep(accountId: string, account: CryptoKey, lease: Lease = LONGEST_LEASE): Promise<void> {
      await write((found) => {
        const own = ofOwner(found, accountId);
        const answers = own?.answers ?? null;
        return { accountId, account, answers, ...termOf(lease, now(), own?.usedAt) };
      });
    },
    /** Gives the keys for kept answers, and makes them where there are none. */
    async answerKeys(accountId: string): Promise<AnswerKeys> {
      const before = ofOwner(await read(), accountId);
      if (before !== null && before.answers !== null) return before.answers;
      const made = { content: await makeKey(), names: await makeNameKey() };
      const session = await write((found) => {
        const own = ofOwner(found, accountId);
        const begun = { accountId, account: null, ...termOf(LONGEST_LEASE, now()) };
        return { ...(own ?? begun), answers: own?.answers ?? made };
      });
      return session?.answers ?? made;
    },
    /** Deletes the keys of the kept answers, which nobody can read from then on. */
    forgetAnswers: () => change((found) => ({ ...found, answers: null })),
    /** Notes that the person uses the product, with a network or without: the session is not idle. */
    async noteUse(): Promise<void> {
      if (stored.lastRead() === null || now() - notedAt < WORTH_NOTING) return;
      notedAt = now();
      await change((found) => ({ ...found, usedAt: Math.max(found.usedAt, notedAt) }));
    },
    /** Deletes all keys of the session from the device. */
    async end(): Promise<void> {
      if (await connection.isThere()) await write(() => null);
      else stored.forget();
    },
    /** Deletes all keys, and their database. */
    async destroy(): Promise<void> {
      await connection.close();
      await deleteDB(name);
    },
    close: connection.close,
  };
}

/** Keys of the session on this device. */
export const deviceKeys = createSessionKeys();

async function makeNameKey(): Promise<CryptoKey> {
  const kind: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };
  return await crypto.subtle.generateKey(kind, false, ['sign']);
}
