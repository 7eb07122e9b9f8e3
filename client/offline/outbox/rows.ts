import {
  makeKey,
  openBytes,
  sealBytes,
  splitHead,
  withHead,
  type SealedBytes,
} from '#client/offline/keys/sealed-bytes.ts';
import type { SessionKeys } from '#client/offline/keys/session-keys.ts';

import type { AttachmentContent, Entry } from './entry.ts';

type Sealed = SealedBytes & {
  accountId: string;
  /** True where the account's key had not come, and a key of this device stood in for it. */
  standIn: boolean;
};

/** An entry as it lies on the device: readable are its owner, its place in the order and its state. */
export type EntryRow = Sealed & Pick<Entry, 'id' | 'seq' | 'state'>;
/** A file of an entry as it lies on the device. */
export type ContentRow = Sealed & { id: string; entryId: string };
/** A small thing that a screen has noted, as it lies on the device. */
export type NoteRow = Sealed & { id: string };
/** Keys that stand in, as the database keeps them. */
type StandIns = {
  get: (accountId: string) => Promise<CryptoKey | null>;
  /** Keeps a key where the account has none; gives the one that is kept. */
  keep: (accountId: string, key: CryptoKey) => Promise<CryptoKey>;
};

export type Rows = ReturnType<typeof createRows>;

/** The keys of the rows: the account's, or the one that stands in for it. */
function createRowKeys(keys: SessionKeys, standIns: StandIns) {
  async function accountKey(accountId: string): Promise<CryptoKey | null> {
    const session = await keys.read();
    return session?.accountId === accountId ? session.account : null;
  }

  async function toSeal(accountId: string) {
    const key = await accountKey(accountId);
    if (key !== null) return { key, standIn: false };
    const there = await standIns.get(accountId);
    return { key: there ?? (await standIns.keep(accountId, await makeKey())), standIn: true };
  }

  async function toOpen({ accountId, standIn }: Sealed): Promise<CryptoKey | null> {
    return await (standIn ? standIns.get(accountId) : accountKey(accountId));
  }

  async function seal(accountId: string, name: string, plain: BufferSource): Promise<Sealed> {
    const { key, standIn } = await toSeal(accountId);
    return { accountId, standIn, ...(await sealBytes(key, name, plain)) };
  }

  return { accountKey, toOpen, seal };
}

/** Seals and opens the rows of the outbox, with the account's key or the one that stands in for it. */
export function createRows(keys: SessionKeys, standIns: StandIns) {
  const { accountKey, toOpen, seal } = createRowKeys(keys, standIns);
  /** Entries that were opened, by id, with the nonces of their rows: reading again costs nothing. */
  const opened = new Map<string, { nonce: Uint8Array; entry: Entry }>();
  return {
    accountKey,
    async sealEntry(entry: Entry): Promise<EntryRow> {
      const { id, accountId, seq, state } = entry;
      const plain = await withHead(entry, []);
      return { id, seq, state, ...(await seal(accountId, nameOfEntry(entry), plain)) };
    },
    /** Opens an entry; null where its key is not on the device. */
    async openEntry(row: EntryRow | Entry): Promise<Entry | null> {
      if (isPlain(row)) return row;
      const key = await toOpen(row);
      const before = opened.get(row.id);
      if (key === null) return null;
      if (before !== undefined && isSame(before.nonce, row.nonce)) {
        return { ...before.entry, seq: row.seq, state: row.state };
      }
      const entry = await openEntryWith(key, row);
      if (entry !== null) opened.set(row.id, { nonce: row.nonce, entry });
      return entry;
    },
    async sealContent(accountId: string, content: AttachmentContent): Promise<ContentRow> {
      const { id, entryId, bytes } = content;
      return { id, entryId, ...(await seal(accountId, nameOfContent(content), bytes)) };
    },
    /** Opens a file. Throws where its entry can be opened and it cannot: it must not be taken for one that is gone. */
    async openContent(
      row: ContentRow | AttachmentContent,
      more: readonly CryptoKey[] = [],
    ): Promise<AttachmentContent> {
      if (isPlain(row)) return row;
      const { id, entryId } = row;
      const own = await toOpen(row);
      for (const key of own === null ? more : [own, ...more]) {
        const bytes = await openBytes(key, nameOfContent(row), row);
        if (bytes !== null) return { id, entryId, bytes };
      }
      throw new Error('a file of the outbox cannot be opened');
    },
    async sealNote(accountId: string, id: string, note: unknown): Promise<NoteRow> {
      const name = nameOfNote({ accountId, id });
      return { id, ...(await seal(accountId, name, await withHead(note, []))) };
    },
    async openNote(row: NoteRow): Promise<unknown> {
      const key = await toOpen(row);
      const plain = key === null ? null : await openBytes(key, nameOfNote(row), row);
      return plain === null ? null : splitHead(plain).head;
    },
    /** Forgets the entries that were opened: their session is over. */
    forget: () => opened.clear(),
  };
}

/** Opens an entry with a key; null where it is another. */
export async function openEntryWith(key: CryptoKey, row: EntryRow): Promise<Entry | null> {
  const plain = await openBytes(key, nameOfEntry(row), row);
  if (plain === null) return null;
  return { ...(splitHead(plain).head as Entry), seq: row.seq, state: row.state };
}

/** Tells a row of an earlier release, which is not sealed. */
export function isPlain(row: EntryRow | Entry): row is Entry;
export function isPlain(row: ContentRow | AttachmentContent): row is AttachmentContent;
export function isPlain(row: object): boolean {
  return !('nonce' in row);
}

/** Tests if a row is still the one that was read: each sealing has its own nonce. */
export function isUnchanged(now: EntryRow | Entry | undefined, seen: EntryRow | Entry): boolean {
  if (now === undefined) return false;
  if (isPlain(now) || isPlain(seen)) return isPlain(now) && isPlain(seen);
  return isSame(now.nonce, seen.nonce);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, at) => byte === other[at]);
}

const nameOfEntry = ({ accountId, id }: { accountId: string; id: string }) =>
  `entry ${accountId} ${id}`;
const nameOfContent = ({ entryId, id }: { entryId: string; id: string }) =>
  `content ${entryId} ${id}`;
const nameOfNote = ({ accountId, id }: { accountId: string; id: string }) =>
  `note ${accountId} ${id}`;
