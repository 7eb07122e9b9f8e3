import { openBytes, splitHead, type SealedBytes } from '#client/offline/keys/sealed-bytes.ts';

import type { Database } from './database.ts';
import type { AttachmentContent, Entry } from './entry.ts';
import {
  isPlain,
  isPresent,
  isUnchanged,
  nameOfContent,
  nameOfEntry,
  nameOfNote,
  type AnyContentRow,
  type AnyEntryRow,
  type Rows,
} from './rows.ts';

/**
 * Rows of layout 3 (until 2026-12) lie under a key of their account that was the same for ever, or under a key of the
 * device that stood in for it. Rows of layouts 1 and 2 are plain.
 */
type EarlierSealed = SealedBytes & { accountId: string; standIn: boolean };
export type EarlierEntryRow = EarlierSealed & Pick<Entry, 'id' | 'seq' | 'state'>;
export type EarlierContentRow = EarlierSealed & { id: string; entryId: string };
export type EarlierNoteRow = EarlierSealed & { id: string };

type Opened = { entry: Entry; contents: readonly AttachmentContent[] };

/**
 * Seals anew, each under a key of its own, what earlier releases have left: plain, or sealed under a key that stood in or
 * one of these. Each entry changes with its files in one transaction: whatever happens on the way, it is there in one form
 * or the other. What no key opens stays as it is.
 * @param accountId whose rows; null for everybody's
 */
export async function takeOverEarlier(
  database: Database,
  rows: Rows,
  accountId: string | null,
  keys: readonly CryptoKey[],
): Promise<void> {
  const standIns = new Map<string, CryptoKey>();
  for (const { accountId: owner, key } of await database.getAll('standIns')) {
    standIns.set(owner, key);
  }
  const keysOf = (owner: string) => {
    const stoodIn = standIns.get(owner);
    return stoodIn === undefined ? keys : [stoodIn, ...keys];
  };
  for (const row of await database.getAll('entries')) {
    if (isPresent(row) || (accountId !== null && row.accountId !== accountId)) continue;
    await takeOverEntry(database, rows, row.id, keysOf(row.accountId));
  }
  for (const row of await database.getAll('notes')) {
    if (isPresent(row) || (accountId !== null && row.accountId !== accountId)) continue;
    const plain = await openWithAny(keysOf(row.accountId), nameOfNote(row), row);
    if (plain === null) continue;
    await database.put('notes', await rows.sealNote(row.accountId, row.id, splitHead(plain).head));
  }
}

/** Tests for rows of an account that only its key of earlier releases opens. */
export async function hasEarlier(database: Database, accountId: string): Promise<boolean> {
  const left = [
    ...(await database.getAll('entries')).filter((row) => !isPresent(row)),
    ...(await database.getAll('notes')).filter((row) => !isPresent(row)),
    ...(await database.getAll('sealed')),
  ];
  return left.some((row) => row.accountId === accountId);
}

async function takeOverEntry(
  database: Database,
  rows: Rows,
  id: string,
  keys: readonly CryptoKey[],
): Promise<void> {
  for (;;) {
    const row = await database.get('entries', id);
    if (row === undefined || isPresent(row)) return;
    const entry = await openEntry(row, keys);
    const files = await database.getAllFromIndex('contents', 'entryId', id);
    const contents = await Promise.all(files.map((one) => openContent(rows, one, keys)));
    const readable = contents.filter((one) => one !== null);
    if (entry === null || readable.length < contents.length) return;
    // Another tab may have sent or changed it meanwhile: then it is read again.
    if (await replaceRows(database, rows, row, { entry, contents: readable })) return;
  }
}

async function openEntry(row: AnyEntryRow, keys: readonly CryptoKey[]): Promise<Entry | null> {
  if (isPlain(row)) return row;
  const plain = await openWithAny(keys, nameOfEntry(row), row);
  if (plain === null) return null;
  return { ...(splitHead(plain).head as Entry), seq: row.seq, state: row.state };
}

async function openContent(
  rows: Rows,
  row: AnyContentRow,
  keys: readonly CryptoKey[],
): Promise<AttachmentContent | null> {
  if (isPlain(row) || isPresent(row)) return await rows.openContent(row).catch(() => null);
  const { id, entryId } = row;
  const bytes = await openWithAny(keys, nameOfContent(row), row);
  return bytes === null ? null : { id, entryId, bytes };
}

async function openWithAny(keys: readonly CryptoKey[], name: string, row: SealedBytes) {
  for (const key of keys) {
    const plain = await openBytes(key, name, row);
    if (plain !== null) return plain;
  }
  return null;
}

/** Writes an entry with its files anew; false, and nothing written, where the entry has changed meanwhile. */
async function replaceRows(
  database: Database,
  rows: Rows,
  seen: AnyEntryRow,
  { entry, contents }: Opened,
): Promise<boolean> {
  const row = await rows.sealEntry(entry);
  const files = await Promise.all(contents.map((one) => rows.sealContent(entry.accountId, one)));
  const write = database.transaction(['entries', 'contents'], 'readwrite');
  const same = isUnchanged(await write.objectStore('entries').get(entry.id), seen);
  if (same) {
    await write.objectStore('entries').put(row);
    for (const file of files) {
      const there = await write.objectStore('contents').getKey(file.id);
      if (there !== undefined) await write.objectStore('contents').put(file);
    }
  }
  await write.done;
  return same;
}
