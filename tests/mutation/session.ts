// Keeps vitest open and runs tests against one mutant after the other; it never writes a source file. Started by
// start-session.ts, which ends it when a mutant runs for ever.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { loadConfigFromFile } from 'vite';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import type { ViteUserConfig } from 'vitest/config';

import { mutatedSource, type Mutant } from './make-mutants.ts';

export type Question = { mutant: Mutant | null; tests: readonly string[] };
/** The name of the first test that failed; null where all passed. */
export type Answer = { failed: string | null };

const TEST_MILLISECONDS = 60_000;

let mutant: Mutant | null = null;
const mutating = {
  name: 'mutating',
  enforce: 'pre' as const,
  load(id: string) {
    if (mutant === null || id.split('?')[0] !== resolve(mutant.file)) return null;
    return mutatedSource(mutant, readFileSync(mutant.file, 'utf8'));
  },
};

async function open(projectName: string): Promise<Vitest> {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'test' }, 'vite.config.ts');
  const { plugins = [], test = {}, ...rest }: ViteUserConfig = loaded?.config ?? {};
  const { projects = [], ...common } = test;
  const own = (projects as { test: typeof common }[]).find((one) => one.test.name === projectName);
  return await createVitest(
    'test',
    {
      ...common,
      ...own?.test,
      config: false,
      watch: false,
      silent: true,
      reporters: [{}],
      // Kept modules are found by the text of the file, which a mutant never changes.
      experimental: { ...common.experimental, fsModuleCache: false },
      // Each file gets modules of its own, so that nothing of an earlier mutant stays.
      isolate: true,
      pool: 'threads',
      maxWorkers: 1,
      testTimeout: TEST_MILLISECONDS,
    },
    { ...rest, root: '.', plugins: [...plugins, mutating] },
  );
}

const vitest = await open(process.argv[2] ?? 'unit');
const project = vitest.getRootProject();
await vitest.standalone();

process.on('message', (question: Question) => {
  void answer(question).then((failed) => process.send?.({ failed } satisfies Answer));
});
// Ends with whoever started it.
process.on('disconnect', () => process.exit());
process.send?.({ failed: null } satisfies Answer);

async function answer({ mutant: asked, tests }: Question): Promise<string | null> {
  const changed = [mutant, asked].flatMap((one) => (one === null ? [] : [resolve(one.file)]));
  mutant = asked;
  for (const file of changed) vitest.invalidateFile(file);
  for (const test of tests) {
    const file = resolve(test);
    const { testModules } = await vitest.runTestSpecifications([project.createSpecification(file)]);
    // The result also lists files of earlier runs.
    const ran = testModules.find(({ moduleId }) => moduleId === file);
    const failed = ran === undefined ? `${test} (does not run)` : firstFailure(ran);
    if (failed !== null) return failed;
  }
  return null;
}

function firstFailure(module: TestModule): string | null {
  for (const test of module.children.allTests('failed')) {
    return `${module.relativeModuleId} > ${test.fullName}`;
  }
  return module.state() === 'failed' ? `${module.relativeModuleId} (does not load)` : null;
}
