import {
  bytesOf,
  importKey,
  openBytes,
  sealBytes,
  splitHead,
  withHead,
  type SealedBytes,
} from '#client/offline/keys/sealed-bytes.ts';
import type { EarlierSealKey, OpenedUnsent } from '#server/contract/account.ts';
import { MOST_UNSENT_KEYS } from '#server/contract/unsent-keys.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import type { OutboxStore } from './store.ts';

/**
 * One entry with its files, sealed as one: in the file of unsent work under a key of its own, and under the account's key
 * where an earlier release has sealed it, in its file or (layout 2) on the device when a session was ended elsewhere.
 */
export type SealedEntry = SealedBytes & {
  id: string;
  accountId: string;
  /** Place of the entry in the order of writing; absent in rows of earlier releases. */
  seq?: number;
  sealedAt: string;
};

type Opened = { entry: Entry; contents: readonly AttachmentContent[] };

/** The server's part in opening what the device cannot open any more. */
export type UnsentServer = {
  /** Opens keys that were sealed for the server, in this order. Rejects without a network. */
  open(sealed: readonly string[]): Promise<OpenedUnsent>;
  /** Gives the keys under which earlier releases have sealed the account's unsent work. */
  earlierKey(): Promise<EarlierSealKey>;
};

/**
 * Closes unsent entries at the end of a session: their keys lie sealed for the server from the beginning, and what opened
 * them on this device is overwritten here. A person who finds the device can read nothing; the owner goes on after signing
 * in. Sent entries are deleted.
 */
export async function closeUnsent(store: OutboxStore): Promise<void> {
  try {
    await store.removeSent();
    for (const { id } of await store.all()) {
      // Nobody takes it back any more: it is sent as soon as its owner is there again.
      await store.update(id, (entry) =>
        entry.notBefore === 0 ? null : { ...entry, notBefore: 0 },
      );
    }
  } finally {
    // On a full disk too: it takes no room.
    await store.forgetKeys();
  }
}

/**
 * Opens the account's unsent work for the session that has begun: the server opens its keys, and tells how long the device
 * may hold them. What earlier releases have sealed is sealed anew. Without a network that comes later, and this rejects.
 */
export async function keepKeyAndOpen(
  store: OutboxStore,
  accountId: string,
  server: UnsentServer,
): Promise<void> {
  const closed = await store.closedKeys(accountId);
  const { opened, secondsLeft, idleSeconds } = await openKeys(server, closed);
  await store.keepSession(accountId, { most: secondsLeft * 1_000, idle: idleSeconds * 1_000 });
  await store.renewKeys(accountId, opened);
  if (await store.hasEarlier(accountId)) {
    const keys = await earlierKeys(server);
    await store.takeOver(accountId, keys);
    await openSealed(store, accountId, keys);
  }
}

type OpenedKeys = { opened: Map<string, Uint8Array<ArrayBuffer> | null> } & Lease;
type Lease = Pick<OpenedUnsent, 'secondsLeft' | 'idleSeconds'>;

/** Asks at least once: the answer tells also how long the session lasts. */
export async function openKeys(
  server: UnsentServer,
  sealed: readonly string[],
): Promise<OpenedKeys> {
  const opened = new Map<string, Uint8Array<ArrayBuffer> | null>();
  for (let at = 0; ; at += MOST_UNSENT_KEYS) {
    const asked = sealed.slice(at, at + MOST_UNSENT_KEYS);
    const { keys, ...lease } = await server.open(asked);
    for (const [place, one] of asked.entries()) {
      const key = keys[place] ?? null;
      opened.set(one, key === null ? null : bytesOf(key));
    }
    if (at + MOST_UNSENT_KEYS >= sealed.length) return { opened, ...lease };
  }
}

/** The keys of the account that seal no more, and open what earlier releases have sealed. */
export async function earlierKeys(server: UnsentServer): Promise<CryptoKey[]> {
  const { key, former } = await server.earlierKey();
  return await Promise.all([key, ...(former === null ? [] : [former])].map(importKey));
}

/** Takes over what an earlier release has sealed for an account. Gives the number that no key could open. */
export async function openSealed(
  store: OutboxStore,
  accountId: string,
  keys: readonly CryptoKey[],
): Promise<number> {
  let unopened = 0;
  for (const sealed of await store.allSealed()) {
    if (sealed.accountId !== accountId) continue;
    const opened = await openWithAny(keys, sealed);
    if (opened === null) unopened += 1;
    else await store.takeBack(opened.entry, opened.contents);
  }
  return unopened;
}

async function openWithAny(
  keys: readonly CryptoKey[],
  sealed: SealedEntry,
): Promise<Opened | null> {
  for (const key of keys) {
    const opened = await openEntry(key, sealed);
    if (opened !== null) return opened;
  }
  return null;
}

/** Seals one entry with its files. */
export async function sealEntry(key: CryptoKey, opened: Opened, now: number): Promise<SealedEntry> {
  const { entry, contents } = opened;
  const head = {
    // An entry that was being sent when the session ended is sent again under the same key.
    entry: { ...entry, state: entry.state === 'sending' ? 'waiting' : entry.state, notBefore: 0 },
    contents: contents.map(({ id, bytes }) => ({ id, length: bytes.byteLength })),
  };
  const plain = await withHead(
    head,
    contents.map(({ bytes }) => bytes),
  );
  return {
    id: entry.id,
    accountId: entry.accountId,
    seq: entry.seq,
    sealedAt: new Date(now).toISOString(),
    ...(await sealBytes(key, nameOf(entry), plain)),
  };
}

/** Opens a sealed entry; null where the key is another or the bytes were changed. */
export async function openEntry(key: CryptoKey, sealed: SealedEntry): Promise<Opened | null> {
  const plain = await openBytes(key, nameOf(sealed), sealed);
  if (plain === null) return null;
  try {
    const { head, body } = splitHead(plain);
    const { entry, contents } = head as {
      entry: Entry;
      contents: { id: string; length: number }[];
    };
    let at = 0;
    return {
      entry,
      contents: contents.map(({ id, length }) => {
        const content = { id, entryId: entry.id, bytes: body.slice(at, at + length) };
        at += length;
        return content;
      }),
    };
  } catch {
    return null;
  }
}

/** Binds a sealed entry to its row, so that no row can take the place of another. */
function nameOf({ id, accountId }: Pick<SealedEntry, 'id' | 'accountId'>): string {
  return `${accountId}/${id}`;
}
