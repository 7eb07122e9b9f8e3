import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

import { BROTLI_ENDING, isWorthZipping } from './served-files.ts';

import { contentOf, finishBuild, isCurrent, startBuild, type Built } from './build-stamp.ts';

const CLIENT: Built = {
  output: 'dist/client',
  proof: 'index.html',
  sources: ['client', 'server/contract', 'package-lock.json', 'vite.config.ts'],
};
const compress = promisify(brotliCompress);
/** One below the highest: the last step makes 1 % less of it in three times the time. */
const QUALITY = 10;
/** Smaller files fit into one packet as they are. */
const SMALL_BYTES = 1_000;

/**
 * Builds the browser's bundle when it is missing or made from other sources, and gives its folder.
 * @param projectRoot the folder that holds package.json
 * @throws Error in words when it would have to be built and the bundler is not installed
 */
export async function ensureClientBuilt(projectRoot: string): Promise<string> {
  const directory = join(projectRoot, CLIENT.output);
  if (await isCurrent(projectRoot, CLIENT)) return directory;
  // The bundler takes most of a second to load; a start that builds nothing does without it.
  const { build } = await import('vite').catch(() => {
    throw new Error(
      'The pages are not built, or from other sources. Run "npm ci && npm run build", then start again.',
    );
  });
  await build({ configFile: join(projectRoot, 'vite.config.ts'), logLevel: 'error' });
  return directory;
}

/**
 * Makes the bundle in a folder of its own, notes in it what it was made from, and puts it in the place of the last one;
 * used by the bundler's configuration.
 */
export function stampBuild(projectRoot: string) {
  let content = '';
  let made = '';
  return {
    name: 'stamp-build',
    apply: 'build' as const,
    async config() {
      made = await startBuild(projectRoot, CLIENT);
      return { build: { outDir: made, emptyOutDir: true } };
    },
    // A source that changes while the bundle is made is not in it.
    async buildStart() {
      content = await contentOf(projectRoot, CLIENT);
    },
    async writeBundle() {
      await compressFiles(made);
      await finishBuild(projectRoot, CLIENT, made, content);
    },
    async closeBundle() {
      await rm(made, { recursive: true, force: true });
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
