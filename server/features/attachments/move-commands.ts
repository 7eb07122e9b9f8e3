import { createHash } from 'node:crypto';

import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { ObjectStore } from '#server/object-store/object-store.ts';

import { folderShelf } from './folder-files.ts';
import { listUsedHashes } from './queries.ts';
import type { AttachmentShelf, KeptFile } from './shelf-files.ts';
import { storeShelf } from './store-files.ts';

/** Numbers of files, and of the bytes moved. */
export type Moved = {
  moved: number;
  bytes: number;
  /** Named by no attachment of this database: the daily clean-up looks after them. */
  unnamed: number;
  /** Not the content that their name says: left where they are. */
  damaged: string[];
};

/**
 * Moves photos and papers from the folder to the store, one after the other. A file leaves the folder only after the
 * store has given the same bytes back, so the command can be killed at any moment and begun again.
 * @param tell called with the numbers so far after each file
 * @throws {StoreError} where the store fails: what was moved stays moved
 */
export async function moveToStore(
  { config, database }: Pick<Deps, 'config' | 'database'>,
  store: ObjectStore,
  tell: (soFar: Moved, of: number) => void = () => {},
): Promise<Moved> {
  const folder = folderShelf(config.attachmentsDirectory);
  const shelf = storeShelf(store);
  const files = (await folder.list()).filter(({ contentHash }) => contentHash !== null);
  const hashes = [...new Set(files.flatMap(({ contentHash }) => contentHash ?? []))];
  const used = new Set(await asSystem(database, (sql) => listUsedHashes(sql, hashes)));
  const done: Moved = { moved: 0, bytes: 0, unnamed: 0, damaged: [] };
  for (const file of files) {
    if (used.has(file.contentHash ?? '')) await moveOne(file, { folder, shelf, done });
    else done.unnamed += 1;
    tell(done, files.length);
  }
  return done;
}

async function moveOne(
  { name, contentHash, usedAt }: KeptFile,
  { folder, shelf, done }: { folder: AttachmentShelf; shelf: AttachmentShelf; done: Moved },
): Promise<void> {
  const hash = contentHash ?? '';
  const size = name.endsWith('.full') ? 'full' : 'thumbnail';
  const bytes = await folder.read(hash, size);
  // The clean-up or another run of the command was faster.
  if (bytes === null) return;
  if (size === 'full' && createHash('sha256').update(bytes).digest('hex') !== hash) {
    done.damaged.push(name);
    return;
  }
  await shelf.keep({ contentHash: hash, size, bytes });
  // A content that lay there already was not written, and so not read back either.
  const there = await shelf.read(hash, size);
  if (there === null || !Buffer.from(there).equals(bytes)) {
    throw new Error(`${shelf.name} does not give back ${name}, which stays in the folder`);
  }
  await folder.remove({ name, contentHash, usedAt });
  done.moved += 1;
  done.bytes += bytes.byteLength;
}
