import { randomInt } from 'node:crypto';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Chooses the moments at which the clocks of a run's files stand. */
    clockSeed: number;
  }
}

/**
 * Draws the seed of the run's clocks, or takes the one of `DIABAN_TEST_CLOCK_SEED`, and prints it: a test that failed
 * fails again with it.
 */
export default function setup(project: TestProject): void {
  process.env['DIABAN_TEST_CLOCK_SEED'] ??= String(randomInt(1_000));
  const seed = Number(process.env['DIABAN_TEST_CLOCK_SEED']);
  project.provide('clockSeed', seed);
  console.log(`clocks of ${project.name} tests by DIABAN_TEST_CLOCK_SEED=${seed}`);
}
