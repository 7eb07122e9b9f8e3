import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from './db/client.ts';
import { listPending } from './db/migrate.ts';
import { PROJECT_ROOT } from './program.ts';

/**
 * Opens the database, and closes and opens it once more where migrations are missing: between the two, a process of its
 * own tries them on a copy (`npm run cli -- try-upgrade`), whose memory is then free again.
 * @throws Error with the reason when they fail there; the database was not changed
 */
export async function openTried(
  config: Pick<Config, 'triesUpgrades'>,
  open: () => Promise<Database>,
  tell: (what: string, told: object) => void,
): Promise<Database> {
  const database = await open();
  // Who owns nothing migrates nothing.
  if (!config.triesUpgrades || database.owner === null) return database;
  let needsTrial = false;
  try {
    const { applied, pending } = await listPending(database);
    needsTrial = applied > 0 && pending.length > 0;
    if (needsTrial) tell('trying the upgrade on a copy of the database first', { pending });
  } catch (error) {
    await database.close();
    throw error;
  }
  if (!needsTrial) return database;
  await database.close();
  tell('the upgrade succeeds on a copy', { said: await tryUpgrade() });
  return open();
}

async function tryUpgrade(): Promise<string> {
  const command = [join(PROJECT_ROOT, 'server/run.js'), 'cli/main', 'try-upgrade'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command);
    return stdout.trim();
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(said === '' ? String(error) : said, { cause: error });
  }
}
