import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import {
  CHROMIUM_ARGUMENTS,
  FETCHES_WITHIN,
  findChromium,
} from '#tests/support/browser/chromium.ts';

import { keepsPictures } from './drivers/look-driver.ts';
import { OUTPUT } from './server-process.ts';

const chromium = findChromium();
/** Left out unless somebody asks for new pictures of the README. */
const PICTURES =
  process.env['DIABAN_UPDATE_PICTURES'] === '1' ? [] : ['**/readme-pictures.spec.ts'];
const TIMED = '**/speed.spec.ts';
/** Files that take longest begin first: at the end, a core would wait for one of them. */
const LONGEST = [
  'screens',
  'offline-device',
  'route-chain',
  'analyst',
  'accounts',
  'offline',
  'signals',
  'routes',
].map((name) => `**/${name}.spec.ts`);
/** Its limits are times: beside other tests they would show gross faults only, so `npm run speed` measures it alone. */
const measuresSpeed = process.env['DIABAN_SPEED'] === '1';

const ARGUMENTS = [...CHROMIUM_ARGUMENTS, '--enable-unsafe-swiftshader'];
/** Pages live for seconds: compiling their code a second and third time takes longer than it saves. */
const IN_HASTE = '--js-flags=--no-turbofan --no-maglev';
/** Draws and fetches within the browser's own process: two processes less of each browser share the cores. */
const IN_FEW_PROCESSES = ['--in-process-gpu', FETCHES_WITHIN];
/** Milliseconds that a test waits for a state before it fails. */
const PATIENCE = 60_000;
const launch = (args: string[]) => ({
  ...(chromium === null ? {} : { executablePath: chromium }),
  args,
});
const AT_WORK = { launchOptions: launch([...ARGUMENTS, IN_HASTE, ...IN_FEW_PROCESSES]) };

export default defineConfig({
  testDir: 'specs',
  outputDir: join(OUTPUT, 'e2e'),
  globalSetup: './global-setup.ts',
  // Files stand alone, each with a product of its own; the tests of one file follow each other. A page waits for a part
  // of its time, so there is one file more than there are cores; with two more the browsers push each other out of the
  // processor's caches, and all of them together take an eighth more of its time.
  workers: availableParallelism() + 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  // A test that fails now and then shows a defect, of the product or of the test.
  retries: 0,
  // Ends what hangs, and measures nothing: on a slow machine beside other work a journey takes four times as long.
  timeout: 480_000,
  expect: { timeout: PATIENCE, toPass: { timeout: PATIENCE } },
  // The summary of `npm test` reads the second one.
  reporter: [['list'], ['json', { outputFile: join(OUTPUT, 'browser-results.json') }]],
  use: {
    actionTimeout: PATIENCE,
    navigationTimeout: PATIENCE,
    browserName: 'chromium',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // Without a graphics card a map takes as long to draw as it has pixels: a quarter of them is enough to work with.
    deviceScaleFactor: keepsPictures ? 1 : 0.5,
    // Cameras jump and pulses rest: a test looks at states, not at ways between them.
    contextOptions: { reducedMotion: 'reduce' },
    // It would fetch the whole product beside what a test measures; specs about it let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: launch(ARGUMENTS),
  },
  projects: [
    { name: 'long work', testMatch: LONGEST, use: AT_WORK },
    { name: 'work', testIgnore: [TIMED, ...LONGEST, ...PICTURES], use: AT_WORK },
    ...(measuresSpeed ? [{ name: 'timed', testMatch: TIMED }] : []),
  ],
});
