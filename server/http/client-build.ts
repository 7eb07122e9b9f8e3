import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sources of the bundle: when none of them changed, the existing bundle is served. */
const SOURCES = ['client', 'server/contract', 'package-lock.json', 'vite.config.ts'];
const OUTPUT = 'dist/client';
const STAMP = join(OUTPUT, '.build-stamp');

/**
 * Builds the browser's bundle when it is missing or older than its sources, and gives its folder.
 * `projectRoot` is the folder that holds package.json.
 */
export async function ensureClientBuilt(projectRoot: string): Promise<string> {
  const directory = join(projectRoot, OUTPUT);
  const stamp = await stampOf(projectRoot);
  if ((await readStamp(projectRoot)) === stamp) return directory;
  // The bundler takes most of a second to load; a start that builds nothing does without it.
  const { build } = await import('vite');
  await build({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'error' });
  await writeFile(join(projectRoot, STAMP), stamp);
  return directory;
}

async function readStamp(projectRoot: string): Promise<string | null> {
  try {
    await stat(join(projectRoot, OUTPUT, 'index.html'));
    return await readFile(join(projectRoot, STAMP), 'utf8');
  } catch {
    return null;
  }
}

/** Names, sizes and times of all sources: enough to notice a change, and cheaper than reading them. */
async function stampOf(projectRoot: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of await filesUnder(join(projectRoot, source))) {
      const { size, mtimeMs } = await stat(path);
      hash.update(`${path.slice(projectRoot.length)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
