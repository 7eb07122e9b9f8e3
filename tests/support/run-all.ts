import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { CHROMIUM, findChromium } from './chromium.ts';
import { findPostgres, hasPgRouting } from './postgres-server.ts';
import { realDataMissing, WHERE_REAL_DATA_IS } from './real-data.ts';

/** `npm test`: everything there is, installing what is missing where it may, and saying what it left out. */

type Step = { name: string; command: readonly string[]; environment?: Record<string, string> };
type Outcome = {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  seconds: number;
  why?: string;
};

const outcomes: Outcome[] = [];
const inCi = process.env['CI'] === 'true';

function run(step: Step): void {
  console.log(`\n=== ${step.name}`);
  const start = performance.now();
  const [command = '', ...parameters] = step.command;
  const { status } = spawnSync(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, ...step.environment },
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  outcomes.push({ name: step.name, state: status === 0 ? 'passed' : 'failed', seconds });
}

function skip(name: string, why: string): void {
  console.log(`\n=== ${name}: left out. ${why}`);
  outcomes.push({ name, state: 'skipped', seconds: 0, why });
}

/** Debian's packages, as root only; anywhere else the reader is told what to install. */
function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`installing ${packages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as const, env: environment };
  spawnSync('apt-get', ['update', '-qq'], { ...options, stdio: [...options.stdio] });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    ...options,
    stdio: [...options.stdio],
  });
}

const npm = (...script: string[]) => ['npm', 'run', '--silent', ...script];
const vitest = (...parameters: string[]) => ['npx', 'vitest', 'run', ...parameters];
const databases = ['--project', 'db', '--project', 'api'];

run({ name: 'types', command: npm('typecheck') });
run({ name: 'lint', command: npm('lint') });
run({ name: 'format', command: npm('format:check') });
run({ name: 'dead code', command: npm('dead-code') });
run({ name: 'unit tests', command: vitest('--project', 'unit') });
run({
  name: 'database and API tests, embedded',
  command: vitest(...databases),
  environment: { DIABAN_TEST_DATABASE: 'embedded' },
});

// pgRouting is no part of the product: it is what the ways along roads are compared with.
if (findPostgres() === null || !hasPgRouting()) {
  install(['postgresql-17', 'postgresql-17-postgis-3', 'postgresql-17-pgrouting']);
}
if (findPostgres() === null && process.env['DIABAN_TEST_DATABASE_URL'] === undefined) {
  skip('database and API tests, PostgreSQL server', 'Install postgresql-17-postgis-3 (Debian).');
} else {
  run({
    name: 'database and API tests, PostgreSQL server',
    command: vitest(...databases),
    environment: { DIABAN_TEST_DATABASE: 'server' },
  });
}

if (findChromium() === null) install(['chromium', 'fonts-dejavu-core']);
if (findChromium() === null) {
  skip('browser tests', `Install Chromium (${CHROMIUM}).`);
} else {
  run({ name: 'browser tests', command: npm('test:e2e') });
}

console.log('\n');
for (const { name, state, seconds, why } of outcomes) {
  console.log(
    `${state.padEnd(8)} ${String(seconds).padStart(4)} s  ${name}${why ? `  (${why})` : ''}`,
  );
}
if (realDataMissing) console.log(`\nleft out  the tests of real files: ${WHERE_REAL_DATA_IS}`);
const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length;
const failed = count('failed') + (inCi ? count('skipped') : 0);
console.log(`\nsteps: ${count('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
