import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { restoreBackup } from '#server/features/backups/restore-backup.ts';

import { keptFolders } from './kept-folders.ts';
import { configurationOfEnvironment, withDatabaseAsItIs } from './open-database.ts';

const OPTIONS = { noted: { type: 'string' } } as const;

/**
 * Brings a backup back: `FILE [--noted <hash>]`, into the empty database or new data folder of the environment,
 * of either kind. Everybody signs in anew. Exits 1 when there is no name; throws when the file is not whole, is
 * not the one whose hash was noted, or the database is in use, and then leaves it as it was.
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
