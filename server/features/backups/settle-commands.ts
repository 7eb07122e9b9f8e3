import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { Clock } from '#server/clock.ts';
import type { Config } from '#server/configuration/config.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { DatabaseFolderLockedError } from '#server/db/folder-locked-error.ts';
import { migrate } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';

import { checkBackup } from './formats/read-backup.ts';
import { keptFolders } from './kept-files.ts';
import { hasRestored } from './queries.ts';
import { restoreBackup } from './restore-commands.ts';
import { listStages, noteBackup, putInPlace, stageFolder, waitingFiles } from './staged-files.ts';

/**
 * Ends what restores have left, before the program reads any kept file: puts the files of a committed restore into place,
 * and removes those of one that failed or was killed. Leaves alone a restore that another process is still at.
 * @returns the number of restores that were ended in either way
 */
export async function settleRestores(
  config: Pick<Config, 'dataDirectory' | 'attachmentsDirectory'>,
  database: Database,
): Promise<{ completed: number; removed: number }> {
  const settled = { completed: 0, removed: 0 };
  for (const id of await listStages(config)) {
    const stage = stageFolder(config, id);
    // An embedded database has one process by its own lock.
    if (database.kind === 'server' && !(await takeOver(stage))) continue;
    if (await asSystem(database, (sql) => hasRestored(sql, id))) {
      for (const [name, target] of Object.entries(keptFolders(config))) {
        await putInPlace(join(waitingFiles(stage), name), target);
      }
      settled.completed += 1;
    } else {
      settled.removed += 1;
    }
    await rm(stage, { recursive: true, force: true });
  }
  return settled;
}

/** Locks the folder of a restore whose process is gone; false while that process runs. */
async function takeOver(stage: string): Promise<boolean> {
  try {
    await lockFolder(stage);
    return true;
  } catch (error) {
    if (error instanceof DatabaseFolderLockedError) return false;
    throw error;
  }
}

/**
 * Proves a backup: restores it into an embedded database of its own in a temporary folder, brings that to the present
 * tables, recomputes the chain of its log, and throws it away. Notes the result either way.
 * @param noted the hash that was noted when the backup was taken
 * @throws Error with the reason why the backup cannot be relied on
 */
export async function proveBackup(
  config: Pick<Config, 'dataDirectory'>,
  clock: Clock,
  { file, noted }: { file: string; noted: string | null },
): Promise<{ rows: number; files: number }> {
  const note = { kind: 'check', at: clock.now(), file: basename(file) } as const;
  try {
    const found = await restoreAside(file, noted);
    await noteBackup(config, { ...note, ...found, error: null });
    return found;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await noteBackup(config, { ...note, rows: null, files: null, error: reason });
    throw error;
  }
}

async function restoreAside(file: string, noted: string | null) {
  // A damaged file is found before a database is made for it.
  await checkBackup(file);
  const folder = await mkdtemp(join(tmpdir(), 'diaban-check-'));
  try {
    const kept = { attachments: join(folder, 'attachments'), secret: join(folder, 'secret') };
    const database = await openDatabase({ databaseUrl: null, dataDirectory: folder });
    try {
      const { rows, files } = await restoreBackup(database, file, kept, noted);
      await migrate(database);
      const verdict = await asSystem(database, (sql) => verifyAudit(sql, null));
      if (!verdict.ok) throw new Error(`the log in it is broken: ${verdict.reason}`);
      return { rows, files };
    } finally {
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
