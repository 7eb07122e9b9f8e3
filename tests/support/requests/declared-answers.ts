import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

import { ANSWERED, DECLARED } from '#tests/support/faults/answer-log.ts';
import { realDataMissing } from '#tests/support/files/real-data.ts';

/** Doors whose act always takes two persons: they refuse, and the act is carried out when a proposal is confirmed. */
const BY_PROPOSAL_ALONE = new Set([
  'POST /api/accounts/{id}/enable 200',
  'POST /api/analysis/populations 200',
  'POST /api/check-schedules 200',
  'POST /api/plans/{id}/allotments 200',
  'POST /api/plans/{id}/amendments 200',
  'POST /api/plans/{id}/issue 200',
  'POST /api/points/{id}/delist 200',
  'POST /api/reports/periods 200',
  'POST /api/signal-rematches/{id}/apply 200',
  'POST /api/tip-clocks/days 200',
  'POST /api/tip-clocks/rules 201',
]);

declare module 'vitest' {
  export interface ProvidedContext {
    /** Only the project that tests the interface has one. */
    answersFolder: string | undefined;
  }
}

/**
 * Holds the interface to its own document: after all tests of the project have run, each declared
 * status of each route must have been answered at least once. A run of a part cannot tell.
 */
export default async function setup(project: TestProject) {
  const output = resolve('.test-output');
  await mkdir(output, { recursive: true });
  const folder = await mkdtemp(join(output, 'answers-'));
  project.provide('answersFolder', folder);
  return async () => {
    const missing = (await ranWhole(project)) ? await neverAnswered(folder) : [];
    await rm(folder, { recursive: true });
    if (missing.length === 0) return;
    console.error(`\n${missing.length} declared statuses were never answered by any test:`);
    for (const line of missing) console.error(`  ${line}`);
    // A failure of a teardown is only printed; the run must fail.
    process.exitCode = 1;
  };
}

async function ranWhole(project: TestProject): Promise<boolean> {
  if (project.vitest.config.testNamePattern !== undefined || realDataMissing) return false;
  const { testFiles } = await project.globTestFiles();
  const ran = new Set(
    project.vitest.state
      .getTestModules()
      .filter((module) => module.project === project && module.state() !== 'queued')
      .map((module) => module.moduleId),
  );
  return testFiles.every((file) => ran.has(file));
}

async function neverAnswered(folder: string): Promise<string[]> {
  const declared: string[] = JSON.parse(await readFile(join(folder, DECLARED), 'utf8'));
  const answered = new Set((await readFile(join(folder, ANSWERED), 'utf8')).split('\n'));
  return declared.filter((line) => !answered.has(line) && !BY_PROPOSAL_ALONE.has(line));
}
