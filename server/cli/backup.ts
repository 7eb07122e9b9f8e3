import { basename, resolve } from 'node:path';

import { systemClock } from '#server/clock.ts';
import { noteHash } from '#server/features/audit/anchor-commands.ts';
import { noteBackup } from '#server/features/backups/staged-files.ts';
import { takeBackup } from '#server/features/backups/take-commands.ts';
import { keptPlaces } from '#server/features/backups/kept-files.ts';

import { configurationOfEnvironment, storeOf, withDatabaseAsItIs } from './open-database.ts';

/**
 * Writes register, accounts, log, photos and keys into one new file: `FILE`. A server database is read while in use;
 * the embedded one must be stopped first. The database is not migrated, even if this program is newer. Exits 1 when no
 * name is given or the file exists.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) {
    console.error('backup takes the name of the file to write.');
    return 1;
  }
  const file = resolve(name);
  const config = configurationOfEnvironment();
  const { rows, files, sha256 } = await withDatabaseAsItIs(async (database) => {
    const takenAt = systemClock.now();
    const folders = keptPlaces(config, storeOf(config));
    const receipt = await takeBackup(database, { file, takenAt, folders });
    await noteHash(config, database, takenAt);
    const note = { kind: 'backup', at: takenAt, file: basename(file), error: null } as const;
    await noteBackup(config, { ...note, ...receipt });
    return receipt;
  });
  console.log(
    `${rows} rows and ${files} files are in ${file}. It holds password hashes and keys: keep it safe.\n` +
      `Note this hash elsewhere, for restore --noted: ${sha256}`,
  );
  return 0;
}
