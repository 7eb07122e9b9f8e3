import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { restoreBackup } from '#server/features/backups/restore-commands.ts';

import { keptFolders } from '#server/features/backups/kept-files.ts';
import { configurationOfEnvironment, withDatabaseAsItIs } from './open-database.ts';

const OPTIONS = { noted: { type: 'string' } } as const;

/**
 * Restores a backup: `FILE [--noted <hash>]`, into the empty database or new data folder of the environment, of either
 * kind. Everybody must sign in again. Exits 1 when no name is given. Throws, and leaves the database unchanged, when
 * the file is not whole, does not have the noted hash, or the database is in use.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    console.error('restore takes the name of a file that backup wrote.');
    return 1;
  }
  const folders = keptFolders(configurationOfEnvironment());
  const { rows, files } = await withDatabaseAsItIs((database) =>
    restoreBackup(database, resolve(name), folders, values.noted ?? null),
  );
  console.log(`${rows} rows and ${files} files are back. Run verify-audit next.`);
  return 0;
}
