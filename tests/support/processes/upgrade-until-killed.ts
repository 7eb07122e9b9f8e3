// Opens the named database when it is told to, prints its state, and upgrades it to the present migrations. It stays
// until it is killed.
import { once } from 'node:events';

import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';

import { readUpgradeState } from '#tests/support/database/upgrade-state.ts';

const [dataDirectory = '', databaseUrl = ''] = process.argv.slice(2);
// The modules are loaded now; the database is free when the process before has gone.
await once(process.stdin, 'data');
const database = await openDatabase({
  databaseUrl: databaseUrl === '' ? null : databaseUrl,
  dataDirectory,
});
console.log(JSON.stringify(await readUpgradeState(database)));
await migrate(database);
