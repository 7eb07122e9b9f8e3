import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of all code that turns rows of the database into columns of the engine. */
const FOLDERS = [join(import.meta.dirname, '../engine'), import.meta.dirname];

/** Hashes the code that reads the points: a program with other code must not use the copy that this one wrote. */
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
