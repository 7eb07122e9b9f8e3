import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from '#server/db/client.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { DatabaseFolderLockedError } from '#server/db/folder-locked-error.ts';
import { asSystem } from '#server/db/transaction.ts';

import { keptFolders } from './kept-files.ts';
import { hasRestored } from './queries.ts';
import { listStages, putInPlace, stageFolder, waitingFiles } from './staged-files.ts';

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
