import * as z from 'zod';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { openEngineBytes } from '#server/engine/engine-bytes.ts';

import { readKnownCopies } from './change-queries.ts';
import { readCopyFile } from './copy-file.ts';
import type { CopyKind, StoredCopies } from './stored-copies.ts';

/** A copy as it was read, and where. */
export type FoundCopy = { from: 'folder' | 'store'; bytes: Uint8Array };

const Named = z.object({ id: z.string() });

/**
 * Finds copies worth trying, the newest first: that of the folder, and before it any newer one of the store where there
 * is one. The store is asked only where the folder has not the newest that the database knows of.
 * @param given.notUsed called with the reason why a copy of the store cannot be had
 */
export async function* findCopies(given: {
  database: Database;
  file: string;
  stored: StoredCopies | null;
  program: () => Promise<string>;
  notUsed: (error: unknown) => void;
}): AsyncGenerator<FoundCopy, void> {
  const { database, file, stored, notUsed } = given;
  const local = await readCopyFile(file);
  if (stored !== null) {
    const { ids, migration } = await asSystem(database, readKnownCopies);
    const at = ids.indexOf(local === null ? '' : idOf(local));
    const newer = at === -1 ? ids : ids.slice(0, at);
    if (newer.length > 0) {
      try {
        const kind = { migration, program: await given.program() };
        yield* inStore(stored, kind, newer, notUsed);
      } catch (error) {
        notUsed(error);
      }
    }
  }
  if (local !== null) yield { from: 'folder', bytes: local };
}

async function* inStore(
  stored: StoredCopies,
  kind: CopyKind,
  ids: readonly string[],
  notUsed: (error: unknown) => void,
): AsyncGenerator<FoundCopy, void> {
  const there = new Set(await stored.list(kind));
  for (const id of ids.filter((one) => there.has(one))) {
    const bytes = await stored.read(kind, id).catch(notUsed);
    if (bytes instanceof Uint8Array) yield { from: 'store', bytes };
  }
}

/** Id in the label of a copy; empty where the bytes cannot be used. */
function idOf(bytes: Uint8Array): string {
  try {
    return Named.parse(JSON.parse(openEngineBytes(bytes).label)).id;
  } catch {
    return '';
  }
}
