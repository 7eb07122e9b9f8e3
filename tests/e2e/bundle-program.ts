import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, type Plugin } from 'vite';

import { OUTPUT, PROJECT_ROOT } from './server-process.ts';

/**
 * Bundles the server into one file and gives its path: a start then reads one file instead of translating eight
 * hundred. Packages stay outside. Modules keep the paths of their sources, where they find migrations and workers.
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
