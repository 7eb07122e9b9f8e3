import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from '#server/config.ts';

/** Its name in the data folder. */
export const SECRET_FILE = 'secret';

/**
 * Reads the secret that signs the session cookies: the configured one, or one that is made once and kept in the
 * data folder, readable by its owner alone. Changing it signs everybody out.
 */
export function sessionSecret(config: Pick<Config, 'secret' | 'dataDirectory'>): string {
  if (config.secret !== null) return config.secret;
  const file = join(config.dataDirectory, SECRET_FILE);
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
  // Written whole beside it and then linked: of two processes that start at once one wins, and both
  // read the winner's.
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(own, randomBytes(32).toString('hex'), { mode: 0o600 });
    linkSync(own, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`The secret in ${file} is too short; remove the file.`);
  return secret;
}
