import * as z from 'zod';

import { drawKey, sealForServer } from '#client/offline/keys/content-keys.ts';
import { importKey } from '#client/offline/keys/sealed-bytes.ts';

import { earlierKeys, openEntry, openKeys, sealEntry, type UnsentServer } from './seal.ts';
import type { OutboxStore } from './store.ts';

const FORMAT = 'dia-ban-unsent';
const VERSION = 2;
/** Larger than any outbox with its photos; larger files are no outbox. */
export const MOST_FILE_BYTES = 200 * 1_048_576;

const SealedInFile = z.object({ id: z.string(), nonce: z.base64(), bytes: z.base64() });
const head = { format: z.literal(FORMAT), accountId: z.string(), savedAt: z.string() };
const UnsentFile = z.discriminatedUnion('version', [
  // Until 2026-12: all under the account's key.
  z.object({ ...head, version: z.literal(1), entries: z.array(SealedInFile).max(10_000) }),
  z.object({
    ...head,
    version: z.literal(VERSION),
    /** Each with its key, sealed for the server. */
    entries: z.array(SealedInFile.extend({ key: z.string().max(2_000) })).max(10_000),
  }),
]);
type UnsentFile = z.infer<typeof UnsentFile>;

/**
 * Reasons why a file can be neither written nor taken: the server has to be asked and is not reached, the file is none of
 * ours or was changed, or it belongs to another account.
 */
export type UnsentFileReason = 'no_key' | 'unreadable' | 'other_account';

export class UnsentFileProblem extends Error {
  readonly reason: UnsentFileReason;

  constructor(reason: UnsentFileReason) {
    super(reason);
    this.name = 'UnsentFileProblem';
    this.reason = reason;
  }
}

/**
 * Writes an account's unsent entries with their photos into a file, each under a key of its own that is sealed for the
 * server: only the same account can read or send it. The entries stay on the device. Throws UnsentFileProblem `no_key`.
 */
export async function writeUnsentFile(
  store: OutboxStore,
  accountId: string,
  now: number,
): Promise<Blob> {
  const closed = (await store.allClosed()).filter((one) => one.accountId === accountId);
  const server = store.serverKey();
  // A file without them would look whole: they open with the network.
  if (closed.length > 0 || server === null) throw new UnsentFileProblem('no_key');
  const open = (await store.all()).filter(
    (entry) => entry.accountId === accountId && entry.state !== 'sent',
  );
  const content: UnsentFile = {
    format: FORMAT,
    version: VERSION,
    accountId,
    savedAt: new Date(now).toISOString(),
    entries: [],
  };
  for (const entry of open) {
    const drawn = drawKey();
    const key = await sealForServer(drawn, { accountId, name: `file ${entry.id}` }, server, null);
    const opened = { entry, contents: await store.contentsOf(entry.id) };
    const { nonce, bytes } = await sealEntry(await importKey(drawn), opened, now);
    const sealed = { nonce: toBase64(nonce), bytes: toBase64(new Uint8Array(bytes)) };
    content.entries.push({ id: entry.id, key, ...sealed });
  }
  return new Blob([JSON.stringify(content)], { type: 'application/json' });
}

/**
 * Takes the entries of a file into this device's outbox, in their order and under their keys: what two devices send is
 * written once. Entries that the device has already are left as they are. Takes all or, when one cannot be opened, none.
 * Throws UnsentFileProblem.
 */
export async function takeUnsentFile(
  store: OutboxStore,
  accountId: string,
  text: string,
  server: UnsentServer,
): Promise<{ taken: number; known: number }> {
  const file = parse(text);
  if (file.accountId !== accountId) throw new UnsentFileProblem('other_account');
  const here = new Set(
    [...(await store.all()), ...(await store.allClosed())].map(({ id }: { id: string }) => id),
  );
  const keys = await keysOf(file, server);
  const opened = await Promise.all(
    file.entries.map(async ({ id, nonce, bytes }, at) => {
      const sealed = { id, accountId, nonce: fromBase64(nonce), bytes: fromBase64(bytes).buffer };
      for (const key of keys[at] ?? []) {
        const entry = await openEntry(key, { ...sealed, sealedAt: file.savedAt });
        if (entry !== null) return entry;
      }
      return null;
    }),
  );
  const readable = opened.filter((one) => one !== null);
  if (readable.length < opened.length) throw new UnsentFileProblem('unreadable');
  const fresh = readable.filter(({ entry }) => !here.has(entry.id));
  for (const { entry, contents } of fresh) await store.add(entry, contents);
  return { taken: fresh.length, known: readable.length - fresh.length };
}

/** Keys to try for each entry of a file, as the server opens or gives them. */
async function keysOf(file: UnsentFile, server: UnsentServer): Promise<CryptoKey[][]> {
  try {
    if (file.version === 1) {
      const keys = await earlierKeys(server);
      return file.entries.map(() => keys);
    }
    const { opened } = await openKeys(
      server,
      file.entries.map(({ key }) => key),
    );
    return await Promise.all(
      file.entries.map(async ({ key }) => {
        const raw = opened.get(key) ?? null;
        return raw === null ? [] : [await importKey(raw)];
      }),
    );
  } catch {
    throw new UnsentFileProblem('no_key');
  }
}

function parse(text: string): UnsentFile {
  try {
    return UnsentFile.parse(JSON.parse(text));
  } catch {
    throw new UnsentFileProblem('unreadable');
  }
}

const PIECE = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  // Piece by piece: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += PIECE) {
    letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(letters);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
