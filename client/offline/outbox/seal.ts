import {
  importKey,
  openBytes,
  sealBytes,
  splitHead,
  withHead,
  type SealedBytes,
} from '#client/offline/keys/sealed-bytes.ts';
import type { SealKey } from '#server/contract/account.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import type { OutboxStore } from './store.ts';

/**
 * One entry with its files, readable with its account's key only: in the file of unsent work, and on devices as a release
 * up to layout 2 has sealed it when a session was ended elsewhere.
 */
export type SealedEntry = SealedBytes & {
  id: string;
  accountId: string;
  /** Place of the entry in the order of writing; absent in rows of earlier releases. */
  seq?: number;
  sealedAt: string;
};

type Opened = { entry: Entry; contents: readonly AttachmentContent[] };

/**
 * Closes unsent entries at the end of a session: they lie sealed under the key of their account, which the device deletes
 * here. A person who finds the device can read nothing; the owner goes on after signing in. Sent entries are deleted.
 * Entries of an account whose key never came keep the key that stands in for it: unsent work is never destroyed here.
 */
export async function closeUnsent(store: OutboxStore): Promise<void> {
  await store.removeSent();
  const accounts = new Set<string>();
  for (const { id, accountId } of await store.all()) {
    accounts.add(accountId);
    // Nobody takes it back any more: it is sent as soon as its owner is there again.
    await store.update(id, (entry) => (entry.notBefore === 0 ? null : { ...entry, notBefore: 0 }));
  }
  for (const accountId of accounts) {
    if ((await store.keyOf(accountId)) !== null) await store.reseal(accountId);
  }
  await store.forgetKeys();
}

/**
 * Stores the account's key for the time of its session, and opens the entries sealed with it. Entries for which another
 * key stood in are sealed anew. Without a network the key comes later, and this rejects.
 * @param readKey asks the server for the key, and for the one before the secret of the server changed
 */
export async function keepKeyAndOpen(
  store: OutboxStore,
  accountId: string,
  readKey: () => Promise<SealKey>,
): Promise<void> {
  const { key: text, former, secondsLeft, idleSeconds } = await readKey();
  const key = await importKey(text);
  // Sealed before the secret of the server was changed.
  const earlier = former === null ? [] : [await importKey(former)];
  await store.keepKey(accountId, key, { most: secondsLeft * 1_000, idle: idleSeconds * 1_000 });
  await store.reseal(accountId, earlier);
  await openSealed(store, accountId, [key, ...earlier]);
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
