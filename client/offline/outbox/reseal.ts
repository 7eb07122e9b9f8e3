import type { SessionKeys } from '#client/offline/keys/session-keys.ts';

import type { Database } from './database.ts';
import type { AttachmentContent, Entry } from './entry.ts';
import { isPlain, isUnchanged, openEntryWith, type EntryRow, type Rows } from './rows.ts';

type Opened = { entry: Entry; contents: readonly AttachmentContent[] };

/**
 * Seals what a release up to layout 2 has left readable, each entry with its files in one transaction: whatever happens
 * on the way, an entry is there in one form or the other.
 */
export async function sealPlainRows(database: Database, rows: Rows, keys: SessionKeys) {
  await takeOverKey(database, keys);
  for (const row of await database.getAll('entries')) {
    if (!isPlain(row)) continue;
    const contents = (await database.getAllFromIndex('contents', 'entryId', row.id)).filter(
      isPlain,
    );
    await replaceRows(database, rows, row, { entry: row, contents });
  }
}

/** The key of an account that the earlier release kept; of several accounts nobody knows whose session it is. */
async function takeOverKey(database: Database, keys: SessionKeys): Promise<void> {
  const [only, ...others] = await database.getAll('keys');
  if (only === undefined) return;
  const there = await keys.read();
  if (others.length === 0 && (there?.account ?? null) === null) {
    await keys.keep(only.accountId, only.key);
  }
  await database.clear('keys');
}

/**
 * Seals an account's rows anew under its key: those under a key that stood in for it, and those under the account's key
 * before the secret of the server changed. Gives the number of entries that no key could open; they stay.
 */
export async function resealRows(
  database: Database,
  rows: Rows,
  accountId: string,
  earlier: readonly CryptoKey[],
): Promise<number> {
  let unopened = 0;
  for (const { id } of (await database.getAll('entries')).filter(isOf(accountId))) {
    if (!(await resealEntry(database, rows, id, earlier))) unopened += 1;
  }
  for (const row of (await database.getAll('notes')).filter(isOf(accountId))) {
    const note = row.standIn ? await rows.openNote(row) : null;
    if (note !== null) await database.put('notes', await rows.sealNote(accountId, row.id, note));
  }
  return unopened;
}

/** False where no key opens the entry. */
async function resealEntry(
  database: Database,
  rows: Rows,
  id: string,
  earlier: readonly CryptoKey[],
): Promise<boolean> {
  for (;;) {
    const row = await database.get('entries', id);
    if (row === undefined || isPlain(row)) return true;
    const open = await rows.openEntry(row);
    const entry = open ?? (await openWithAny(row, earlier));
    if (entry === null) return false;
    const found = await database.getAllFromIndex('contents', 'entryId', id);
    const stoodIn = row.standIn || found.some((one) => 'standIn' in one && one.standIn);
    if (open !== null && !stoodIn) return true;
    const contents = await Promise.all(found.map((one) => rows.openContent(one, earlier)));
    // Another tab may have sent or changed it meanwhile: then it is read again.
    if (await replaceRows(database, rows, row, { entry, contents })) return true;
  }
}

async function openWithAny(row: EntryRow, keys: readonly CryptoKey[]) {
  for (const key of keys) {
    const entry = await openEntryWith(key, row);
    if (entry !== null) return entry;
  }
  return null;
}

/** Writes an entry with its files anew; false, and nothing written, where the entry has changed meanwhile. */
async function replaceRows(
  database: Database,
  rows: Rows,
  seen: EntryRow | Entry,
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

function isOf(accountId: string) {
  return (row: { accountId: string }) => row.accountId === accountId;
}
