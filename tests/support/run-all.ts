import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { realDataMissing, WHERE_REAL_DATA_IS } from './files/real-data.ts';
import { findChanges } from './run/changes.ts';
import { allSteps, changedSteps, quickSteps } from './run/plan.ts';
import { REPORTS, runSteps } from './run/steps.ts';
import { summarise } from './run/summary.ts';

// npm test [-- --quick | --changed [--since COMMIT]]: installs what is missing if it may, runs everything, and lists the
// steps that were left out. In CI a step that was left out counts as failed.

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, changed: { type: 'boolean' }, since: { type: 'string' } },
});
const start = performance.now();
const cores = availableParallelism();
rmSync(REPORTS, { recursive: true, force: true });

const steps =
  values.quick === true
    ? quickSteps(cores, findChanges(values.since))
    : values.changed === true
      ? changedSteps(cores, findChanges(values.since))
      : allSteps(cores);
const outcomes = await runSteps(steps, cores);
const { lines, failed } = summarise(outcomes, {
  seconds: (performance.now() - start) / 1000,
  strict: process.env['CI'] === 'true',
});
if (realDataMissing) console.log(`\nleft out  the tests of real files: ${WHERE_REAL_DATA_IS}`);
console.log(['\n', ...lines].join('\n'));
process.exitCode = failed === 0 ? 0 : 1;
