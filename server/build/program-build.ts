import { join } from 'node:path';

import { contentOf, isCurrent, stamp, type Built } from './build-stamp.ts';

const PROGRAM: Built = {
  output: 'dist/program',
  proof: 'server/main.js',
  sources: ['server', 'data', 'package.json', 'package-lock.json'],
};

/** Modules that are started by name or address; everything else is reached from them. */
const ENTRIES = [
  'server/main.ts',
  'server/cli/main.ts',
  'server/features/analysis/analysis-thread.ts',
  'server/methods/routing/solver-worker.ts',
  'server/workers/worker-process.ts',
];

/**
 * Writes the server as JavaScript, one file for each source, so that it runs without a compiler. Packages stay outside.
 * @param projectRoot the folder that holds package.json
 */
export async function buildProgram(projectRoot: string): Promise<void> {
  const content = await contentOf(projectRoot, PROGRAM);
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: PROGRAM.output,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: ENTRIES.map((entry) => join(projectRoot, entry)),
        output: {
          preserveModules: true,
          preserveModulesRoot: projectRoot,
          entryFileNames: '[name].js',
        },
      },
    },
  });
  await stamp(projectRoot, PROGRAM, content);
}

/** Refuses a built program beside sources that it was not made from. @throws Error in words */
export async function refuseOldProgram(projectRoot: string): Promise<void> {
  if (await isCurrent(projectRoot, PROGRAM)) return;
  throw new Error(
    'The server was built from other sources than those beside it. Run "npm ci && npm run build", then start again.',
  );
}
