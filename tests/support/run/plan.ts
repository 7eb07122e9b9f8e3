import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { CHROMIUM, findChromium } from '#tests/support/browser/chromium.ts';
import { findPostgres } from '#tests/support/database/postgres-server.ts';

import type { Changes } from './changes.ts';
import { EMBEDDED_ANYWAY, EMBEDDED_FILES } from './embedded-files.ts';
import { mayInstall, missingPackages } from './install.ts';
import { fileName, REPORTS, type Step } from './steps.ts';

const BROWSER_REPORT = resolve('.test-output', 'browser-results.json');

/** Files whose lint rules may need types. */
const LINTED = /^(client|server|tests)\/.*\.tsx?$/;

const INSTALL = 'installing what is missing';
/** Files of database and interface for the daily loop: rights, transactions, one life of a point, every operation. */
const QUICK_FILES = [
  'tests/db/row-level-security.test.ts',
  'tests/db/transaction.test.ts',
  'tests/api/idempotency.test.ts',
  'tests/api/life-cycle.test.ts',
];

/**
 * Files of unit tests that the daily loop leaves to `npm test` and to `--changed`: simulations, and files made to wear
 * readers out. They are a fortieth of the files and take more than a third of the processor's time of them all.
 */
export const LEFT_TO_WHOLE_RUN: Readonly<Record<string, string>> = {
  'server/addresses/stated-radius.test.ts': 'places thousands of addresses with slips of the pen',
  'server/features/analysis/heavy-analysis.test.ts': 'analyses a register of years in a thread',
  'server/features/attachments/formats/prepare-photo.test.ts': 'photos of many megapixels',
  'server/features/attachments/formats/read-paper.test.ts': 'papers that unpack to gigabytes',
  'server/features/boundaries/formats/real-samples.test.ts': 'reads real files of megabytes',
  'server/features/point-imports/formats/whole-file.test.ts': 'times tables of 20,000 rows',
  'server/features/questions/held-out-cities.test.ts': 'simulates cities',
  'server/map-files/formats.test.ts': 'has each format written by GDAL',
  'server/map-files/hostile-files.test.ts': 'files of millions of points',
  'server/methods/false-alarms.test.ts': 'simulates cities',
  'server/workers/worker-lane.test.ts': 'starts processes and fills their memory',
  'tests/basemap-archives.test.ts': 'makes archives of three schemas',
  'tests/linear-expressions.test.ts': 'times each expression on long texts',
};

const npm = (...script: string[]): Step['command'] => ['npm', 'run', '--silent', ...script];

const TYPES: Step = { name: 'types', cores: 1, command: npm('typecheck') };
const LINT: Step = { name: 'lint', cores: 1, command: npm('lint') };
const LINT_RULES = [
  'npx',
  'oxlint',
  '--deny-warnings',
  '--report-unused-disable-directives',
] as const;
const FORMAT: Step = { name: 'format', cores: 1, command: npm('format:check') };
/** Types of a copy without one feature: `npm run test:long` deletes more of them, and runs the tests that are left. */
const WITHOUT_FEATURE: Step = {
  name: 'types without a feature',
  cores: 1,
  command: npm('deletions', '--', '--types', 'webhooks'),
};
/** Shares of the house that may only fall; its lines are printed. */
const HOUSE: Step = { name: 'house', cores: 1, command: npm('house', '--', '--check') };
const DEAD_CODE: Step = { name: 'dead code', cores: 1, command: npm('dead-code') };

/** Builds the pages beside other steps: browser tests would begin with it, and nothing ran beside them. */
const PAGES: Step = { name: 'pages', cores: 1, command: ['npx', 'vite', 'build', '-l', 'error'] };

type VitestStep = {
  name: string;
  /** Cores of a machine: two such steps share them. */
  cores: number;
  parameters: readonly string[];
  environment?: Record<string, string>;
  /** Test files that one core runs at a time; more than one where they wait for another process. */
  filesOfCore?: number;
};

function vitest({ name, cores, parameters, environment, filesOfCore = 1 }: VitestStep): Step {
  const lane = Math.max(1, Math.floor(cores / 2));
  const file = resolve(REPORTS, `${fileName(name)}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    cores: lane,
    command: ['npx', 'vitest', 'run', ...reporters, ...parameters],
    environment: { VITEST_MAX_WORKERS: String(lane * filesOfCore), ...environment },
    report: { by: 'vitest', file },
  };
}

const unit = (cores: number, ...parameters: string[]) =>
  vitest({ name: 'unit tests', cores, parameters: ['--project', 'unit', ...parameters] });

/** Folders of the server whose unit tests run with those of the client; the two halves take about as long. */
const WITH_CLIENT = ['server/engine/'];

/**
 * Splits the unit tests into two steps, one for each half of the cores, so that neither half stands still. Only one of
 * them loads the client.
 */
const unitHalves = (cores: number, leftOut: readonly string[] = []): Step[] => {
  const without = leftOut.map((file) => `--exclude=${file}`);
  const half = (name: string, ...parameters: string[]) =>
    vitest({ name, cores, parameters: ['--project', 'unit', ...parameters, ...without] });
  return [
    half('unit tests, client', 'client/', 'tests/', ...WITH_CLIENT),
    half('unit tests, server', 'server/', ...WITH_CLIENT.map((folder) => `--exclude=${folder}**`)),
  ];
};

const onServer = (cores: number, ...parameters: string[]): Step => ({
  ...vitest({
    name: 'database and API tests, PostgreSQL server',
    cores,
    parameters: ['--project', 'db', '--project', 'api', ...parameters],
    environment: { DIABAN_TEST_DATABASE: 'server' },
    // Two thirds of the time a worker waits for the database.
    filesOfCore: 2,
  }),
  missing: () =>
    hasServer() ? null : 'Install postgresql-17-postgis-3 (Debian) to run them on a server.',
  after: INSTALL,
});

const onEmbedded = (cores: number, ...parameters: string[]): Step =>
  vitest({
    name: 'database and API tests, embedded',
    cores,
    parameters: ['--project', 'db', '--project', 'api', ...parameters],
    environment: { DIABAN_TEST_DATABASE: 'embedded' },
  });

const inBrowser = (cores: number, ...parameters: string[]): Step => ({
  name: 'browser tests',
  cores,
  command: ['npm', 'run', '--silent', 'test:e2e', '--', ...parameters],
  report: { by: 'playwright', file: BROWSER_REPORT },
  missing: () => (findChromium() === null ? `Install Chromium (${CHROMIUM}).` : null),
  after: INSTALL,
});

function hasServer(): boolean {
  return findPostgres() !== null || process.env['DIABAN_TEST_DATABASE_URL'] !== undefined;
}

function installing(): Step[] {
  if (!mayInstall() || missingPackages().length === 0) return [];
  return [
    { name: INSTALL, cores: 1, command: ['npx', 'tsx', 'tests/support/run/install-missing.ts'] },
  ];
}

/**
 * Plans everything, what takes longest first. On two cores the tests on the server and those that need none take one core
 * each.
 */
export function allSteps(cores: number): Step[] {
  const embedded = Object.keys({ ...EMBEDDED_FILES, ...EMBEDDED_ANYWAY });
  const excluded = Object.keys(EMBEDDED_ANYWAY).map((file) => `--exclude=${file}`);
  const canHaveServer = hasServer() || mayInstall();
  return [
    ...installing(),
    TYPES,
    onServer(cores, ...excluded),
    onEmbedded(cores, ...(canHaveServer ? embedded : [])),
    ...unitHalves(cores),
    LINT,
    FORMAT,
    DEAD_CODE,
    HOUSE,
    WITHOUT_FEATURE,
    PAGES,
    inBrowser(cores),
  ];
}

/**
 * Plans the daily loop: unit tests but for the longest, a few files on one database, a journey of each role. Rules that need types are
 * asked of the files that differ from main only. The browser waits for a good part of its time: it runs beside the other
 * steps and takes no core from them.
 */
export function quickSteps(cores: number, { files }: Changes): Step[] {
  const database = hasServer() ? onServer : onEmbedded;
  const half = Math.max(1, Math.floor(cores / 2));
  const changed = files.filter((file) => LINTED.test(file) && existsSync(file));
  return [
    { ...inBrowser(cores, `--workers=${half + 1}`, '--grep', '@daily'), cores: 0 },
    ...unitHalves(cores, Object.keys(LEFT_TO_WHOLE_RUN)),
    database(cores, ...QUICK_FILES),
    TYPES,
    { name: 'lint', cores: 1, command: [...LINT_RULES, 'client', 'server', 'tests'] },
    ...(changed.length === 0
      ? []
      : [
          {
            name: 'lint of what changed, with types',
            cores: 1,
            command: [...LINT_RULES, '--type-aware', ...changed] as const,
          },
        ]),
  ];
}

/**
 * Plans the tests that a change can affect: those that import a changed file, and the browser where pages or HTTP
 * changed.
 */
export function changedSteps(cores: number, { since, files }: Changes): Step[] {
  const touches = (place: RegExp) => files.some((file) => place.test(file));
  const code = touches(/\.(ts|tsx|sql|json|css|html)$/);
  const changed = `--changed=${since}`;
  const embedded = Object.keys({ ...EMBEDDED_FILES, ...EMBEDDED_ANYWAY });
  const database = hasServer() ? onServer : onEmbedded;
  return [
    ...(code ? [TYPES, database(cores, changed), LINT, DEAD_CODE, unit(cores, changed)] : []),
    FORMAT,
    ...(touches(/^(server\/(db|jobs)\/|package)/) ? [onEmbedded(cores, changed, ...embedded)] : []),
    ...(touches(/^(client\/|server\/(http|authentication)\/|tests\/e2e\/)/)
      ? [inBrowser(cores)]
      : []),
  ];
}
