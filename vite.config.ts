import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { filesTogether, keepCompiled, refuseCircles } from './client/app/bundle-files.ts';
import { unusedSchemas } from './client/app/unused-schemas.ts';
import { oneLanguage } from './client/i18n/one-language.ts';
import { mapLibraryFromSources, mapLibraryShared } from './client/map/maplibre-sources.ts';
import { bundleWorker } from './client/offline/worker/bundle-worker.ts';
import { fontWeights } from './client/ui/font-weights.ts';
import { stampBuild } from './server/build/client-build.ts';
import { forProduction } from './server/build/for-production.ts';

// Schemas that nobody uses are left out.
const treeshake = {
  moduleSideEffects: [{ test: /\/server\/contract\//, sideEffects: false }],
};

// One file says how the browser's bundle is made and which kinds of test there are;
// the costlier a kind, the rarer it should be.
export default defineConfig({
  root: 'client',
  // What a device installs: the manifest and its icons, under addresses of their own.
  publicDir: 'offline/installed',
  plugins: [
    forProduction(),
    react(),
    fontWeights(),
    oneLanguage(),
    unusedSchemas(),
    mapLibraryFromSources(import.meta.dirname),
    refuseCircles(),
    keepCompiled(),
    bundleWorker(),
    stampBuild(import.meta.dirname),
  ],
  // MapLibre's sources are written for fields that exist from their first value on.
  oxc: { typescript: { removeClassFieldsWithoutInitializer: true } },
  build: {
    target: 'es2022',
    rolldownOptions: {
      treeshake,
      // On a poor line each file costs a round trip: what a page starts with is one file, and so is what everybody
      // needs next.
      output: {
        codeSplitting: {
          groups: [
            mapLibraryShared,
            { name: 'start', tags: ['$initial'], priority: 99 },
            ...filesTogether(import.meta.dirname),
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [unusedSchemas()], rolldownOptions: { treeshake } },
  // Modules of client/api are served under /api too; only what is no module goes to the server.
  server: { proxy: { '^/api/(?!.*\\.tsx?(?:$|\\?))': 'http://127.0.0.1:3000' } },
  test: {
    root: '.',
    alias: {
      '#server/started-module.ts': join(
        import.meta.dirname,
        'tests/support/processes/started-module.ts',
      ),
    },
    // One process per core, which loads the server once for all its files: they keep nothing in modules.
    maxWorkers: availableParallelism(),
    isolate: false,
    // The steps of a run, and the runs of a day, compile a file once.
    experimental: { fsModuleCache: true },
    // A state that a test waits for may take a while on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // Files that tests read without importing them.
    forceRerunTriggers: [
      '**/package.json',
      '**/vite.config.ts',
      'server/db/migrations/**',
      'data/**',
    ],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: ['server/**/*.test.ts', 'client/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          root: '.',
          include: ['tests/db/**/*.test.ts'],
          globalSetup: ['tests/support/database/database-template.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          root: '.',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: [
            'tests/support/database/database-template.ts',
            'tests/support/clock-seed.ts',
            'tests/support/requests/declared-answers.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
