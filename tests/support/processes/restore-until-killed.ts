// Opens the named database when it is told to and restores a file into it, as the page of an empty installation does. It
// prints when it begins and when the restore is over, and stays until it is killed.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { pino } from 'pino';

import { assembleDeps } from '#server/assemble-deps.ts';
import { readConfig } from '#server/configuration/config.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { openDatabase } from '#server/db/client.ts';
import { settleRestores } from '#server/features/backups/settle-commands.ts';
import { receiveBackup } from '#server/features/set-up/receive-commands.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { createSetUp, isRestoring } from '#server/set-up.ts';

import { TEST_NOW, TEST_SECRET } from '#tests/support/test-constants.ts';

const [dataDirectory = '', databaseUrl = '', file = ''] = process.argv.slice(2);
const config = readConfig({
  DIABAN_SECRET: TEST_SECRET,
  DIABAN_DATA_DIR: dataDirectory,
  LOG_LEVEL: 'silent',
});
// The modules are loaded now; the database is free when the process before has gone.
await once(process.stdin, 'data');
const database = await openDatabase({
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  dataDirectory,
});
const setUp = createSetUp(null, {
  hold: async () => undefined,
  renew: async () => void (await settleRestores(config, database)),
});
const deps = await assembleDeps({
  config,
  database,
  clock: { now: () => TEST_NOW, today: () => civilDate(TEST_NOW) },
  log: pino({ level: 'silent' }),
  metrics: createMetrics({ process: false }),
  setUp,
});
console.log('begins');
await receiveBackup(deps, { body: createReadStream(file), length: null });
while (isRestoring(setUp)) await pause(5);
console.log(setUp.restore?.phase);
