import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, type Plugin } from 'vite';

import { OUTSIDE } from '#server/build/program-build.ts';
import { PROJECT_ROOT } from '#server/program.ts';

/**
 * Bundles programs and their packages: a start then reads a few files instead of translating eight hundred and finding
 * as many of packages. Modules keep the paths of their sources, where they find migrations and workers.
 * @param input sources by the names of the files that are written, without their ending
 */
export async function bundlePrograms(
  input: Readonly<Record<string, string>>,
  outDir: string,
): Promise<void> {
  await build({
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [keepPlaces],
    // Threads and processes of a bundle start from bundles too.
    resolve: {
      alias: { '#server/started-module.ts': join(import.meta.dirname, 'started-module.ts') },
    },
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
