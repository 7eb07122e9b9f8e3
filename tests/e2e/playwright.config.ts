import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import { CHROMIUM_ARGUMENTS, findChromium } from '#tests/support/chromium.ts';

import { OUTPUT } from './server-process.ts';

const chromium = findChromium();
const LOOKING = ['**/speed.spec.ts', '**/screens.spec.ts', '**/readme-pictures.spec.ts'];
const IMPORTING = '**/import-*.spec.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: join(OUTPUT, 'e2e'),
  globalSetup: './global-setup.ts',
  // One register, one story: what one spec writes, the next one sees.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  // A second try is printed as flaky: a busy machine stops nobody, and what trembles is seen. Specs that use up
  // the story say that they cannot be tried again.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
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
  // In this order: pictures before anything is written, imports when nobody else needs the story.
  projects: [
    { name: 'look', testMatch: LOOKING },
    { name: 'work', testIgnore: [...LOOKING, IMPORTING] },
    { name: 'imports', testMatch: IMPORTING, timeout: 180_000 },
  ],
});
