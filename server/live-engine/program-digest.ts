import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What decides how rows of the database become columns of the engine. */
const FOLDERS = [join(import.meta.dirname, '../engine'), import.meta.dirname];

/**
 * Names the program by the text of what reads the points: one that reads them otherwise, however little,
 * must not take over what another has read.
 */
export async function programDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = (await readdir(folder))
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name))));
    for (const text of texts) hash.update(text).update('\0');
  }
  return hash.digest('hex');
}
