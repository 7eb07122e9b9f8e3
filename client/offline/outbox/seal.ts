import type { AttachmentContent, Entry } from './entry.ts';
import type { OutboxStore } from './store.ts';

/**
 * Seals unsent entries when a session was ended elsewhere, with AES-GCM under a key of their account. The server gives
 * the key to that account alone, and the device deletes it as it seals. A person who finds the device can read nothing;
 * the owner goes on after signing in.
 */
const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

/** One unsent entry with its files, readable with its account's key only. */
export type SealedEntry = {
  id: string;
  accountId: string;
  /** Place of the entry in the order of writing; absent in rows of earlier releases. */
  seq?: number;
  sealedAt: string;
  nonce: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
};

type Opened = { entry: Entry; contents: readonly AttachmentContent[] };

/** Imports an account's key from the 32 bytes (base64url) of the server; scripts cannot export it again. */
export async function importSealKey(text: string): Promise<CryptoKey> {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt']);
}

/**
 * Seals every unsent entry whose account's key is on the device, deletes sent ones, and deletes the keys. Entries
 * without a key stay as they are: unsent work is never destroyed here.
 */
export async function sealUnsent(store: OutboxStore, now: number): Promise<void> {
  for (const entry of await store.all()) {
    if (entry.state === 'sent') {
      await store.remove(entry.id);
      continue;
    }
    const key = await store.keyOf(entry.accountId);
    if (key === null) continue;
    const contents = await store.contentsOf(entry.id);
    const sealed = await sealEntry(key, { entry, contents }, now);
    // Another tab may have sent or changed the entry during the sealing: then it is read again.
    if (!(await store.putSealed(sealed, entry))) await sealOne(store, entry.id, now);
  }
  await store.forgetKeys();
}

async function sealOne(store: OutboxStore, id: string, now: number): Promise<void> {
  const entry = await store.get(id);
  if (entry === null) return;
  if (entry.state === 'sent') return store.remove(id);
  const key = await store.keyOf(entry.accountId);
  if (key === null) return;
  const contents = await store.contentsOf(id);
  if (!(await store.putSealed(await sealEntry(key, { entry, contents }, now), entry))) {
    await sealOne(store, id, now);
  }
}

/** Puts an account's sealed entries back in their places. Gives the number that its key could not open. */
export async function openSealed(
  store: OutboxStore,
  accountId: string,
  key: CryptoKey,
): Promise<number> {
  let unopened = 0;
  for (const sealed of await store.allSealed()) {
    if (sealed.accountId !== accountId) continue;
    const opened = await openEntry(key, sealed);
    if (opened === null) unopened += 1;
    else await store.takeBack(opened.entry, opened.contents);
  }
  return unopened;
}

/**
 * Stores the account's key, for the case that its session is ended elsewhere, and opens the entries sealed with it.
 * Without a network the key comes later, and this rejects.
 * @param readKey asks the server for the key, and for the one before the secret of the server changed
 */
export async function keepKeyAndOpen(
  store: OutboxStore,
  accountId: string,
  readKey: () => Promise<{ key: string; former: string | null }>,
): Promise<void> {
  const { key: text, former } = await readKey();
  const key = await importSealKey(text);
  await store.keepKey(accountId, key);
  const unopened = await openSealed(store, accountId, key);
  // Sealed before the secret of the server was changed.
  if (unopened > 0 && former !== null) {
    await openSealed(store, accountId, await importSealKey(former));
  }
}

/** Seals one entry with its files. */
export async function sealEntry(key: CryptoKey, opened: Opened, now: number): Promise<SealedEntry> {
  const { entry, contents } = opened;
  const head = new TextEncoder().encode(
    JSON.stringify({
      // An entry that was being sent when the session ended is sent again under the same key.
      entry: { ...entry, state: entry.state === 'sending' ? 'waiting' : entry.state, notBefore: 0 },
      contents: contents.map(({ id, bytes }) => ({ id, length: bytes.byteLength })),
    }),
  );
  const length = new Uint32Array([head.byteLength]);
  const plain = new Blob([length, head, ...contents.map(({ bytes }) => bytes)]);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return {
    id: entry.id,
    accountId: entry.accountId,
    seq: entry.seq,
    sealedAt: new Date(now).toISOString(),
    nonce,
    bytes: await crypto.subtle.encrypt(
      { name: ALGORITHM, iv: nonce, additionalData: labelOf(entry) },
      key,
      await plain.arrayBuffer(),
    ),
  };
}

/** Opens a sealed entry; null where the key is another or the bytes were changed. */
export async function openEntry(key: CryptoKey, sealed: SealedEntry): Promise<Opened | null> {
  const { nonce, bytes } = sealed;
  try {
    const plain = await crypto.subtle.decrypt(
      { name: ALGORITHM, iv: nonce, additionalData: labelOf(sealed) },
      key,
      bytes,
    );
    const [headLength = 0] = new Uint32Array(plain.slice(0, Uint32Array.BYTES_PER_ELEMENT));
    let at = Uint32Array.BYTES_PER_ELEMENT + headLength;
    const head = JSON.parse(
      new TextDecoder().decode(plain.slice(Uint32Array.BYTES_PER_ELEMENT, at)),
    ) as { entry: Entry; contents: { id: string; length: number }[] };
    const contents = head.contents.map(({ id, length }) => {
      const content = { id, entryId: head.entry.id, bytes: plain.slice(at, at + length) };
      at += length;
      return content;
    });
    return { entry: head.entry, contents };
  } catch {
    return null;
  }
}

/** Binds a sealed entry to its row, so that no row can take the place of another. */
function labelOf({ id, accountId }: Pick<SealedEntry, 'id' | 'accountId'>) {
  return new TextEncoder().encode(`${accountId}/${id}`);
}
