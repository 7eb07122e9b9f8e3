// Waits for a word, opens the named database, serves the interface on a free port, prints the port and runs until it is
// killed. Everything is loaded while it waits, so that it can start while the server before it still runs.
import { once } from 'node:events';

import { pino } from 'pino';

import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { readConfig } from '#server/configuration/config.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { openDatabase } from '#server/db/client.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { listen } from '#server/http/listen.ts';

import { TEST_NOW, TEST_SECRET } from '#tests/support/test-constants.ts';

const [dataDirectory = '', databaseUrl = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
const database = await openDatabase({
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  dataDirectory,
});
const deps = await assembleDeps({
  config: readConfig({
    DIABAN_SECRET: TEST_SECRET,
    DIABAN_DATA_DIR: dataDirectory,
    LOG_LEVEL: 'silent',
  }),
  database,
  clock: { now: () => TEST_NOW, today: () => civilDate(TEST_NOW) },
  log: pino({ level: 'silent' }),
  metrics: createMetrics({ process: false }),
});
const { port } = await listen(createApp(deps).fetch, 0, '127.0.0.1');
console.log(port);
