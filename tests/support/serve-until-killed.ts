// Waits for a word, opens the database that is named, serves the interface on a free port, prints the port and
// goes on until it is killed. It waits with everything loaded, so that it can start while the one before it runs.
import { once } from 'node:events';

import { pino } from 'pino';

import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { readConfig } from '#server/config.ts';
import { civilDate } from '#server/contract/time.ts';
import { openDatabase } from '#server/db/client.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { listen } from '#server/http/listen.ts';

import { TEST_NOW, TEST_SECRET } from './test-constants.ts';

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
