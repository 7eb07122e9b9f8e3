import {
  drawKey,
  keepKeyOf,
  unwrapKey,
  wrapKey,
  type KeptKey,
} from '#client/offline/keys/content-keys.ts';
import {
  importKey,
  openBytes,
  sealBytes,
  splitHead,
  withHead,
  type SealedBytes,
} from '#client/offline/keys/sealed-bytes.ts';
import type { SessionKeys, SessionOnDevice } from '#client/offline/keys/session-keys.ts';
import type { UnsentKey } from '#server/contract/account.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import type { EarlierContentRow, EarlierEntryRow, EarlierNoteRow } from './earlier-rows.ts';

/** A thing on the device, sealed under a key of its own. */
export type Sealed = SealedBytes & { accountId: string; key: KeptKey };

/** An entry as it lies on the device: readable are its owner, its place in the order and its state. */
export type EntryRow = Sealed & Pick<Entry, 'id' | 'seq' | 'state'>;
/** A file of an entry as it lies on the device. */
export type ContentRow = Sealed & { id: string; entryId: string };
/** A small thing that a screen has noted, as it lies on the device. */
export type NoteRow = Sealed & {
  id: string;
  /** Lies there until its account signs out, also after the end of a session. */
  stays?: true;
};

export type AnyEntryRow = EntryRow | EarlierEntryRow | Entry;
export type AnyContentRow = ContentRow | EarlierContentRow | AttachmentContent;
export type AnyNoteRow = NoteRow | EarlierNoteRow;

export type Rows = ReturnType<typeof createRows>;

/** The session of an account, which opens its rows; null where that is over. */
type SessionOf = (accountId: string) => Promise<SessionOnDevice | null>;

/** Keys of rows that the session has opened, by their sealed forms; those of another session are forgotten. */
function createOpenedKeys(sessionOf: SessionOf) {
  const keys = new Map<string, CryptoKey>();
  let print = '';
  return {
    /** The key of a row, by the session; null where that is over. */
    async of({ accountId, key: kept }: Sealed, name: string): Promise<CryptoKey | null> {
      const session = await sessionOf(accountId);
      if (session === null) return null;
      if (print !== session.print) keys.clear();
      ({ print } = session);
      const known = keys.get(kept.sealed);
      if (known !== undefined) return known;
      const raw = await unwrapKey(kept, { accountId, name }, session);
      const key = raw === null ? null : await importKey(raw);
      if (key !== null) keys.set(kept.sealed, key);
      return key;
    },
    forget: () => keys.clear(),
  };
}

/** Seals and opens under the keys of the rows: each has its own. */
function createRowKeys(sessionOf: SessionOf, serverKey: () => UnsentKey | null) {
  const keys = createOpenedKeys(sessionOf);

  /** Seals under a new key; throws where the server's key is not known, and nothing may be kept. */
  async function seal(accountId: string, name: string, plain: BufferSource): Promise<Sealed> {
    const server = serverKey();
    if (server === null) throw new DOMException('nobody is signed in', 'InvalidStateError');
    const raw = drawKey();
    const [key, sealed] = await Promise.all([
      sessionOf(accountId).then((there) => keepKeyOf(raw, { accountId, name }, server, there)),
      importKey(raw).then((content) => sealBytes(content, name, plain)),
    ]);
    return { accountId, key, ...sealed };
  }

  /** Seals what has changed in a row, under its key. */
  async function sealAgain(row: Sealed, name: string, plain: BufferSource): Promise<Sealed> {
    const { accountId, key } = row;
    const own = await keys.of(row, name);
    if (own === null) return await seal(accountId, name, plain);
    return { accountId, key, ...(await sealBytes(own, name, plain)) };
  }

  async function open(row: Sealed, name: string): Promise<ArrayBuffer | null> {
    const key = await keys.of(row, name);
    return key === null ? null : await openBytes(key, name, row);
  }

  /**
   * The key of a row as it has to lie there from now on: wrapped for this session and sealed for the present key of the
   * server; null where it lies so, or cannot be opened.
   * @param opened the key as the server has opened it
   */
  async function renewed(
    row: Sealed,
    name: string,
    opened: Uint8Array<ArrayBuffer> | null,
  ): Promise<KeptKey | null> {
    const of = { accountId: row.accountId, name };
    const session = await sessionOf(row.accountId);
    const own = await unwrapKey(row.key, of, session);
    const raw = own ?? opened;
    const server = serverKey();
    if (raw === null || server === null) return null;
    if (row.key.kid !== server.kid) return await keepKeyOf(raw, of, server, session);
    return own === null ? { ...row.key, session: await wrapKey(raw, of, session) } : null;
  }

  const isOpen = async (row: Sealed, name: string) => (await keys.of(row, name)) !== null;
  return { isOpen, seal, sealAgain, open, renewed, forget: keys.forget };
}

type RowKeys = ReturnType<typeof createRowKeys>;

/** Fills in what an entry of an earlier release lacks: after any attempt the server may have it. */
const ofEarlier = ({ attempts }: Entry): Pick<Entry, 'posted' | 'held' | 'receipt'> => ({
  posted: attempts > 0,
  held: null,
  receipt: null,
});

/** Seals and opens entries; those that were opened stay in memory. */
function createEntryRows({ seal, sealAgain, open }: RowKeys, sessionOf: SessionOf) {
  /** By id, with the nonces of their rows: reading again costs nothing. */
  const opened = new Map<string, { nonce: Uint8Array; entry: Entry }>();
  let print = '';
  return {
    /** @param before the row that the entry has now, whose key stays */
    async sealEntry(entry: Entry, before: AnyEntryRow | null = null): Promise<EntryRow> {
      const { id, accountId, seq, state } = entry;
      const plain = await withHead(entry, []);
      const name = nameOfEntry(entry);
      const sealed =
        before !== null && isPresent(before)
          ? await sealAgain(before, name, plain)
          : await seal(accountId, name, plain);
      return { id, seq, state, ...sealed };
    },
    /** Opens an entry; null where its key is not on the device. */
    async openEntry(row: AnyEntryRow): Promise<Entry | null> {
      if (isPlain(row)) return row;
      const session = isPresent(row) ? await sessionOf(row.accountId) : null;
      if (!isPresent(row) || session === null) return null;
      // What another session has opened is closed in this one, as its files are.
      if (print !== session.print) opened.clear();
      ({ print } = session);
      const before = opened.get(row.id);
      if (before !== undefined && isSame(before.nonce, row.nonce)) {
        return { ...before.entry, seq: row.seq, state: row.state };
      }
      const plain = await open(row, nameOfEntry(row));
      if (plain === null) return null;
      const kept = splitHead(plain).head as Entry;
      const entry = { ...ofEarlier(kept), ...kept, seq: row.seq, state: row.state };
      opened.set(row.id, { nonce: row.nonce, entry });
      return entry;
    },
    forget: () => opened.clear(),
  };
}

/** Seals and opens the rows of the outbox. */
export function createRows(session: SessionKeys, serverKey: () => UnsentKey | null) {
  const sessionOf: SessionOf = async (accountId) => {
    const there = await session.read();
    return there?.accountId === accountId ? there : null;
  };
  const keys = createRowKeys(sessionOf, serverKey);
  const { seal, open, isOpen, renewed } = keys;
  const entries = createEntryRows(keys, sessionOf);
  return {
    ...entries,
    serverKey,
    renewed,
    /** Tells if this session opens a row. */
    isOpen,
    async sealContent(accountId: string, content: AttachmentContent): Promise<ContentRow> {
      const { id, entryId, bytes } = content;
      return { id, entryId, ...(await seal(accountId, nameOfContent(content), bytes)) };
    },
    /** Opens a file. Throws where it cannot: it must not be taken for one that is gone. */
    async openContent(row: AnyContentRow): Promise<AttachmentContent> {
      if (isPlain(row)) return row;
      const { id, entryId } = row;
      const bytes = isPresent(row) ? await open(row, nameOfContent(row)) : null;
      if (bytes === null) throw new Error('a file of the outbox cannot be opened');
      return { id, entryId, bytes };
    },
    /** @param before the row that the note has now, whose key stays */
    async sealNote(
      accountId: string,
      id: string,
      note: unknown,
      before: NoteRow | null = null,
    ): Promise<NoteRow> {
      const name = nameOfNote({ accountId, id });
      const plain = await withHead(note, []);
      const sealed =
        before === null
          ? await seal(accountId, name, plain)
          : await keys.sealAgain(before, name, plain);
      return { id, ...sealed };
    },
    async openNote(row: AnyNoteRow): Promise<unknown> {
      const plain = isPresent(row) ? await open(row, nameOfNote(row)) : null;
      return plain === null ? null : splitHead(plain).head;
    },
    /** Forgets what was opened: its session is over. */
    forget(): void {
      entries.forget();
      keys.forget();
    },
  };
}

/** Tells a row that has a key of its own; earlier releases sealed under one of the account. */
export function isPresent<Row extends object>(row: Row): row is Extract<Row, Sealed> {
  return 'key' in row && 'nonce' in row;
}

/** Tells a row of an earlier release, which is not sealed. */
export function isPlain(row: AnyEntryRow): row is Entry;
export function isPlain(row: AnyContentRow): row is AttachmentContent;
export function isPlain(row: object): boolean {
  return !('nonce' in row);
}

/** Tests if a row is still the one that was read: each sealing has its own nonce. */
export function isUnchanged(now: AnyEntryRow | undefined, seen: AnyEntryRow): boolean {
  if (now === undefined) return false;
  if (isPlain(now) || isPlain(seen)) return isPlain(now) && isPlain(seen);
  return isSame(now.nonce, seen.nonce);
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, at) => byte === other[at]);
}

export const nameOfEntry = ({ accountId, id }: { accountId: string; id: string }) =>
  `entry ${accountId} ${id}`;
export const nameOfContent = ({ entryId, id }: { entryId: string; id: string }) =>
  `content ${entryId} ${id}`;
export const nameOfNote = ({ accountId, id }: { accountId: string; id: string }) =>
  `note ${accountId} ${id}`;
