import { systemClock } from '#server/clock.ts';
import { proveBackup } from '#server/features/backups/settle-commands.ts';

import { backupOfArguments } from './backup-arguments.ts';
import { configurationOfEnvironment } from './open-database.ts';

/**
 * Proves a backup: `FILE [--noted <hash>]`. It is restored into a database of its own in a temporary folder, its log is
 * verified, and everything is thrown away; the register in use is not touched. The result is noted in the data folder
 * and shown to administrators. Exits 1 when no name is given; throws with the reason when the backup is not sound.
 */
export async function run(args: readonly string[]): Promise<number> {
  const given = backupOfArguments('check-backup', args);
  if (given === null) return 1;
  const { rows, files } = await proveBackup(configurationOfEnvironment(), systemClock, given);
  console.log(
    `The backup is sound: ${rows} rows and ${files} files came back, and its log is whole.`,
  );
  return 0;
}
