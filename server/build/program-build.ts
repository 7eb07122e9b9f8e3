import { join } from 'node:path';

import { STARTED_MODULES } from '#server/program.ts';

import { contentOf, finishBuild, isCurrent, startBuild, type Built } from './build-stamp.ts';

const PROGRAM: Built = {
  output: 'dist/program',
  proof: 'server/main.js',
  sources: ['server', 'data', 'package.json', 'package-lock.json'],
};

/** Modules that are started by name or address; everything else is reached from them. */
const ENTRIES = ['main', 'cli/main', ...STARTED_MODULES].map((name) => `server/${name}`);

/**
 * Packages that stay outside a bundle of the server: they find files of their own beside them, (nodemailer) ask what
 * Node.js warns of where a program and no package asks it, or (libheif-js) stay files of their own as their licence asks.
 */
export const OUTSIDE = [
  '@electric-sql/pglite',
  '@electric-sql/pglite-postgis',
  '@electric-sql/pglite-socket',
  '@node-rs/argon2',
  'libheif-js',
  'node-sqlite3-wasm',
  'nodemailer',
  'pino',
  'sharp',
  'swagger-ui-dist',
  'tsx',
  'unpdf',
  'vite',
];

/**
 * Writes the server as JavaScript in a few files, so that it runs without a compiler and starts in half the time that a
 * file for each source takes.
 * @param projectRoot the folder that holds package.json
 */
export async function buildProgram(projectRoot: string): Promise<void> {
  const content = await contentOf(projectRoot, PROGRAM);
  const made = await startBuild(projectRoot, PROGRAM);
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: OUTSIDE },
    build: {
      ssr: true,
      outDir: made,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(
          ENTRIES.map((entry) => [entry, join(projectRoot, `${entry}.ts`)]),
        ),
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  });
  await finishBuild(projectRoot, PROGRAM, made, content);
}

/** Refuses a built program beside sources that it was not made from. @throws Error in words */
export async function refuseOldProgram(projectRoot: string): Promise<void> {
  if (await isCurrent(projectRoot, PROGRAM)) return;
  throw new Error(
    'The server was built from other sources than those beside it. Run "npm ci && npm run build", then start again.',
  );
}
