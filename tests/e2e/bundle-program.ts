import { join } from 'node:path';

import { bundlePrograms } from '#tests/support/processes/bundle.ts';

import { OUTPUT } from './server-process.ts';

/** Files that Node runs: the product, and the script that tells the demonstration into a database on a server. */
export type Bundle = { program: string; seed: string };

/** Bundles what a run of the browser tests starts. */
export async function bundleProgram(): Promise<Bundle> {
  const outDir = join(OUTPUT, 'e2e-program');
  const input = { program: 'server/main.ts', seed: 'tests/e2e/seed-demonstration.ts' };
  await bundlePrograms(input, outDir);
  return { program: join(outDir, 'program.js'), seed: join(outDir, 'seed.js') };
}
