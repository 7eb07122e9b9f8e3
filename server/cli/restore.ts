import { keptPlaces } from '#server/features/backups/kept-files.ts';
import { restoreBackup } from '#server/features/backups/restore-commands.ts';

import { backupOfArguments } from './backup-arguments.ts';
import { configurationOfEnvironment, storeOf, withDatabaseAsItIs } from './open-database.ts';

/**
 * Restores a backup: `FILE [--noted <hash>]`, into the empty database or new data folder of the environment, of either
 * kind. Everybody must sign in again. Exits 1 when no name is given. Throws, and leaves the database unchanged, when
 * the file is not whole, does not have the noted hash, or the database is in use.
 */
export async function run(args: readonly string[]): Promise<number> {
  const given = backupOfArguments('restore', args);
  if (given === null) return 1;
  const config = configurationOfEnvironment();
  const folders = keptPlaces(config, storeOf(config));
  const { rows, files } = await withDatabaseAsItIs((database) =>
    restoreBackup(database, given.file, folders, given.noted),
  );
  console.log(`${rows} rows and ${files} files are back. Run verify-audit next.`);
  return 0;
}
