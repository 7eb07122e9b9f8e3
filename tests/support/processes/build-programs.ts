import { basename, join } from 'node:path';

import { contentOf, finishBuild, isCurrent, startBuild } from '#server/build/build-stamp.ts';
import { PROJECT_ROOT, STARTED_MODULES } from '#server/program.ts';

import { bundlePrograms } from './bundle.ts';

// Builds what tests start as processes and threads of their own, unless that is done, and prints its folder.
const SEED = 'tests/e2e/seed-demonstration.ts';
const BUILT = {
  output: join('.test-output', 'programs'),
  proof: 'main.js',
  sources: ['server', 'tests/support', SEED, 'tests/e2e/quiet-hours.ts', 'package-lock.json'],
};
const SOURCES = [
  'server/main.ts',
  SEED,
  ...STARTED_MODULES.map((name) => `server/${name}.ts`),
  'tests/support/processes/backup-until-killed.ts',
  'tests/support/processes/contend-for-lock.ts',
  'tests/support/processes/import-until-killed.ts',
  'tests/support/processes/restore-until-killed.ts',
  'tests/support/processes/serve-until-killed.ts',
  'tests/support/processes/upgrade-until-killed.ts',
  'tests/support/processes/write-until-killed.ts',
];

if (!(await isCurrent(PROJECT_ROOT, BUILT))) await buildAside();
console.log(join(PROJECT_ROOT, BUILT.output));

/** Builds beside the place and moves it there: another run may do the same at this moment. */
async function buildAside(): Promise<void> {
  const content = await contentOf(PROJECT_ROOT, BUILT);
  const made = await startBuild(PROJECT_ROOT, BUILT);
  await bundlePrograms(
    Object.fromEntries(SOURCES.map((source) => [basename(source, '.ts'), source])),
    made,
  );
  await finishBuild(PROJECT_ROOT, BUILT, made, content);
}
