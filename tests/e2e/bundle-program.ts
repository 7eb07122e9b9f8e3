import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, type Plugin } from 'vite';

import { OUTPUT, PROJECT_ROOT } from './server-process.ts';

/**
 * Puts the server's program into one file, so that a start does not read and translate eight hundred, and gives
 * its path. Packages stay outside; modules keep the places of their sources, where migrations and workers are.
 */
export async function bundleProgram(): Promise<string> {
  const outDir = join(OUTPUT, 'e2e-program');
  await build({
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: 'error',
    plugins: [keepPlaces],
    build: { ssr: 'server/main.ts', outDir, target: 'node20', minify: false, emptyOutDir: true },
  });
  return join(outDir, 'main.js');
}

const keepPlaces: Plugin = {
  name: 'keep-places',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('.ts')) return null;
    const text = await readFile(id, 'utf8');
    return text
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};
