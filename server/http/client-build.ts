import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

import { BROTLI_ENDING, isWorthZipping } from './static.ts';

/** Sources of the bundle: when none of them changed, the existing bundle is served. */
const SOURCES = ['client', 'server/contract', 'package-lock.json', 'vite.config.ts'];
const OUTPUT = 'dist/client';
const STAMP = join(OUTPUT, '.build-stamp');
const compress = promisify(brotliCompress);
/** One below the highest: the last step makes 1 % less of it in three times the time. */
const QUALITY = 10;
/** Smaller files fit into one packet as they are. */
const SMALL_BYTES = 1_000;

/** Hashes of what a bundle was made from: of the content, and of sizes and times, which are quicker to compare. */
type Stamp = { content: string; times: string };

/**
 * Builds the browser's bundle when it is missing or made from other sources, and gives its folder. A folder that was
 * copied or installed anew has other times and the same content: its bundle is served as it is.
 * @param projectRoot the folder that holds package.json
 */
export async function ensureClientBuilt(projectRoot: string): Promise<string> {
  const directory = join(projectRoot, OUTPUT);
  const kept = await readStamp(projectRoot);
  const times = await timesOf(projectRoot);
  if (kept?.times === times) return directory;
  if (kept?.content === (await contentOf(projectRoot))) {
    // A folder that nobody may write to is compared by its content every time.
    await writeStamp(projectRoot, { ...kept, times }).catch(() => undefined);
    return directory;
  }
  // The bundler takes most of a second to load; a start that builds nothing does without it.
  const { build } = await import('vite');
  await build({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'error' });
  return directory;
}

/** Notes in the finished bundle what it was made from; used by the bundler's configuration. */
export function stampBuild(projectRoot: string) {
  let content = '';
  return {
    name: 'stamp-build',
    apply: 'build' as const,
    // A source that changes while the bundle is made is not in it.
    async buildStart() {
      content = await contentOf(projectRoot);
    },
    async closeBundle() {
      await compressFiles(join(projectRoot, OUTPUT));
      await writeStamp(projectRoot, { content, times: await timesOf(projectRoot) });
    },
  };
}

/** Writes a smaller twin beside each built file, which the server hands out. */
async function compressFiles(directory: string): Promise<void> {
  const names = (await readdir(directory, { recursive: true })).filter(isWorthZipping);
  await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(directory, name));
      if (bytes.length < SMALL_BYTES) return;
      const small = await compress(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY },
      });
      await writeFile(join(directory, `${name}${BROTLI_ENDING}`), small);
    }),
  );
}

async function readStamp(projectRoot: string): Promise<Stamp | null> {
  try {
    await stat(join(projectRoot, OUTPUT, 'index.html'));
    const [content = '', times = ''] = (await readFile(join(projectRoot, STAMP), 'utf8')).split(
      '\n',
    );
    return { content, times };
  } catch {
    return null;
  }
}

async function writeStamp(projectRoot: string, { content, times }: Stamp): Promise<void> {
  await writeFile(join(projectRoot, STAMP), `${content}\n${times}`);
}

async function timesOf(projectRoot: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await sourcesOf(projectRoot)) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${relative(projectRoot, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function contentOf(projectRoot: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await sourcesOf(projectRoot)) {
    const content = await readFile(path);
    hash.update(`${relative(projectRoot, path)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

async function sourcesOf(projectRoot: string): Promise<string[]> {
  const found = await Promise.all(SOURCES.map((source) => filesUnder(join(projectRoot, source))));
  return found.flat();
}

async function filesUnder(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
