import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, type Plugin } from 'vite';

import { OUTSIDE } from '#server/build/program-build.ts';

import { OUTPUT, PROJECT_ROOT } from './server-process.ts';

/** Files that Node runs: the product, and the script that tells the demonstration into a database on a server. */
export type Bundle = { program: string; seed: string };

/**
 * Bundles the server and its packages: a start then reads a few files instead of translating eight hundred and finding
 * as many of packages. Modules keep the paths of their sources, where they find migrations and workers.
 */
export async function bundleProgram(): Promise<Bundle> {
  const outDir = join(OUTPUT, 'e2e-program');
  const input = { program: 'server/main.ts', seed: 'tests/e2e/seed-demonstration.ts' };
  await build({
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [keepPlaces],
    ssr: { noExternal: true, external: OUTSIDE },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      emptyOutDir: true,
      rolldownOptions: { input },
    },
  });
  return { program: join(outDir, 'program.js'), seed: join(outDir, 'seed.js') };
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
