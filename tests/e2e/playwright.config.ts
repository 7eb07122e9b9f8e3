import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import { CHROMIUM_ARGUMENTS, findChromium } from '#tests/support/chromium.ts';

import { OUTPUT } from './server-process.ts';

const chromium = findChromium();
/** They replace those of the README, when somebody asks for it. */
const PICTURES =
  process.env['DIABAN_UPDATE_PICTURES'] === '1' ? [] : ['**/readme-pictures.spec.ts'];
const TIMED = ['**/speed.spec.ts', '**/route-at-size.spec.ts'];

export default defineConfig({
  testDir: 'specs',
  outputDir: join(OUTPUT, 'e2e'),
  globalSetup: './global-setup.ts',
  // Files stand alone, each with a product of its own; the tests of one file follow each other.
  workers: availableParallelism(),
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  // What trembles is a defect, of the product or of the test.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The second one is for the summary of `npm test`.
  reporter: [['list'], ['json', { outputFile: join(OUTPUT, 'browser-results.json') }]],
  use: {
    actionTimeout: 15_000,
    browserName: 'chromium',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    // Cameras jump and pulses rest: a test looks at states, not at ways between them.
    contextOptions: { reducedMotion: 'reduce' },
    // It would fetch the whole product beside what a test measures; specs about it let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: [...CHROMIUM_ARGUMENTS, '--enable-unsafe-swiftshader'],
    },
  },
  projects: [
    { name: 'work', testIgnore: [...TIMED, ...PICTURES] },
    // What is measured has the machine to itself.
    { name: 'timed', testMatch: TIMED, dependencies: ['work'], workers: 1 },
  ],
});
