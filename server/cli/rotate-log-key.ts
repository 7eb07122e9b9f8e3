import { pino } from 'pino';

import { createLogKeys } from '#server/audit-tree/log-keys.ts';
import { createAuthentication } from '#server/authentication/authentication.ts';
import { systemClock } from '#server/clock.ts';

import { configurationOfEnvironment, withDatabaseAsItIs } from './open-database.ts';

/** Makes a new key that signs heads of the log and receipts, two minutes from now on. The old ones stay published. */
export async function run(): Promise<number> {
  const config = configurationOfEnvironment();
  const log = pino({ level: 'warn' });
  const key = await withDatabaseAsItIs(async (database) => {
    const authentication = createAuthentication({ database, config, log });
    return await createLogKeys({ database, authentication, clock: systemClock }).rotate();
  });
  console.log(
    `Key ${key.kid} signs from ${key.since} on. Keep a copy of /.well-known/diaban-keys.json.`,
  );
  return 0;
}
