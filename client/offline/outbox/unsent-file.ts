import * as z from 'zod';

import { openEntry, sealEntry, type SealedEntry } from './seal.ts';
import type { OutboxStore } from './store.ts';

const FORMAT = 'dia-ban-unsent';
const VERSION = 1;
/** Larger than any outbox with its photos; larger files are no outbox. */
export const MOST_FILE_BYTES = 200 * 1_048_576;

const UnsentFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  accountId: z.string(),
  savedAt: z.string(),
  entries: z.array(z.object({ id: z.string(), nonce: z.base64(), bytes: z.base64() })).max(10_000),
});

/**
 * Reasons why a file can be neither written nor taken: the account's key has not come yet, the file is none of
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
 * Writes an account's unsent entries with their photos into a file, sealed with the account's key: only the same
 * account can read or send it. The entries stay on the device. Throws UnsentFileProblem `no_key`.
 */
export async function writeUnsentFile(
  store: OutboxStore,
  accountId: string,
  now: number,
): Promise<Blob> {
  const key = await keyOf(store, accountId);
  const sealed = (await store.allSealed()).filter((one) => one.accountId === accountId);
  const closed = (await store.allClosed()).filter((one) => one.accountId === accountId);
  // A file without them would look whole: they open with the network.
  if (closed.length > sealed.length) throw new UnsentFileProblem('no_key');
  const open = (await store.all()).filter(
    (entry) => entry.accountId === accountId && entry.state !== 'sent',
  );
  for (const entry of open) {
    sealed.push(await sealEntry(key, { entry, contents: await store.contentsOf(entry.id) }, now));
  }
  const entries = sealed
    .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
    .map(({ id, nonce, bytes }) => ({
      id,
      nonce: toBase64(nonce),
      bytes: toBase64(new Uint8Array(bytes)),
    }));
  const content: z.infer<typeof UnsentFile> = {
    format: FORMAT,
    version: VERSION,
    accountId,
    savedAt: new Date(now).toISOString(),
    entries,
  };
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
): Promise<{ taken: number; known: number }> {
  const file = parse(text);
  if (file.accountId !== accountId) throw new UnsentFileProblem('other_account');
  const key = await keyOf(store, accountId);
  const here = new Set(
    [...(await store.all()), ...(await store.allClosed())].map(({ id }: { id: string }) => id),
  );
  const opened = await Promise.all(
    file.entries.map(async ({ id, nonce, bytes }) => {
      const sealed: SealedEntry = {
        id,
        accountId,
        sealedAt: file.savedAt,
        nonce: fromBase64(nonce),
        bytes: fromBase64(bytes).buffer,
      };
      return await openEntry(key, sealed);
    }),
  );
  const readable = opened.filter((one) => one !== null);
  if (readable.length < opened.length) throw new UnsentFileProblem('unreadable');
  const fresh = readable.filter(({ entry }) => !here.has(entry.id));
  for (const { entry, contents } of fresh) await store.add(entry, contents);
  return { taken: fresh.length, known: readable.length - fresh.length };
}

async function keyOf(store: OutboxStore, accountId: string): Promise<CryptoKey> {
  const key = await store.keyOf(accountId);
  if (key === null) throw new UnsentFileProblem('no_key');
  return key;
}

function parse(text: string): z.infer<typeof UnsentFile> {
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
