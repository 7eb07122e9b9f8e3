import { resolve } from 'node:path';

import { openDatabase } from '#server/db/client.ts';
import { restoreBackup } from '#server/features/backups/restore-backup.ts';

import { keptFolders } from './kept-folders.ts';
import { configurationOfEnvironment } from './open-database.ts';

/**
 * Brings a backup back: `FILE`, into the empty database or new data folder of the environment, of either
 * kind. Everybody signs in anew. Exits 1 when there is no name; throws when the file is not whole or the
 * database is in use, and then leaves it as it was.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) {
    console.error('restore takes the name of a file that backup wrote.');
    return 1;
  }
  const config = configurationOfEnvironment();
  const database = await openDatabase(config);
  try {
    const count = await restoreBackup(database, resolve(name), keptFolders(config));
    console.log(`${count.rows} rows and ${count.files} files are back. Run verify-audit next.`);
    return 0;
  } finally {
    await database.close();
  }
}
