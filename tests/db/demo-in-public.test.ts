import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { readConfig } from '#server/configuration/config.ts';
import { prepare } from '#server/prepare.ts';
import { createSetUp, NO_CONTROL } from '#server/set-up.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
});
afterAll(() => test.close());

/** Starts the server on the database of the demonstration; gives the result, and how often the database was closed. */
async function start(environment: Record<string, string>) {
  let closed = 0;
  const outcome = await prepare({
    config: readConfig({ DIABAN_DATA_DIR: test.deps.config.dataDirectory, ...environment }),
    database: {
      ...test.database,
      close: async () => {
        closed += 1;
      },
    },
    building: new Promise(() => undefined),
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
    setUp: createSetUp(null, NO_CONTROL),
  }).catch((error: unknown) => String(error));
  return { outcome, closed };
}

it.each([
  { HOST: '0.0.0.0' },
  { HOST: '192.168.1.2' },
  { DIABAN_PUBLIC_URL: 'https://diaban.example' },
])('the demonstration is not served where others can reach it: %o', async (environment) => {
  const { outcome, closed } = await start(environment);
  expect(outcome).toContain('This folder holds the demonstration, whose passwords are published.');
  expect(closed).toBe(1);
});
