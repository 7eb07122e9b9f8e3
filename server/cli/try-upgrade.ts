import { systemClock } from '#server/clock.ts';
import { tryUpgrade } from '#server/features/backups/trial-commands.ts';

import { asOwner, configurationOfEnvironment } from './open-database.ts';

/**
 * Tries the missing migrations on a copy of the database of the environment, and throws the copy away. Exits 0 when they
 * succeed or none is missing. Throws, and leaves the register unchanged, when one fails or the disk has no room.
 */
export async function run(): Promise<number> {
  const trial = await tryUpgrade(asOwner(configurationOfEnvironment()), systemClock);
  if (trial === null) {
    console.log('No migration is missing: there is nothing to try.');
    return 0;
  }
  const { pending, copied, bytes, seconds } = trial;
  console.log(
    `${pending.length} migrations succeed on a copy (${COPIED[copied]}, ${(bytes / 1_048_576).toFixed(0)} MiB) in ` +
      `${seconds.toFixed(1)} s: ${pending.join(', ')}. The register was not changed.`,
  );
  return 0;
}

const COPIED = {
  folder: 'files of the data folder',
  server: 'made by the database server',
  backup: 'a backup restored aside',
} as const;
