import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Config } from '#server/configuration/config.ts';

/** Its name in the data folder. */
export const SECRET_FILE = 'secret';
const SHORTEST = 32;

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
  if (secret.length < SHORTEST)
    throw new Error(`The secret in ${file} is too short; remove the file.`);
  return secret;
}

/** True while the secret that the next start needs is configured, or its file can be read and is whole. */
export async function hasSecret(
  config: Pick<Config, 'secret' | 'dataDirectory'>,
): Promise<boolean> {
  if (config.secret !== null) return true;
  const kept = await readFile(join(config.dataDirectory, SECRET_FILE), 'utf8').catch(() => '');
  return kept.trim().length >= SHORTEST;
}
