// Runs within the tree of a version of the past: makes its tables, installs its reference data and tells its
// demonstration into the data folder of the environment. Files have moved since, so they are found by their names.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const files = readdirSync('server', { recursive: true }).map(String);
const load = async (name) => {
  const found = files.find((file) => file === name || file.endsWith(`/${name}`));
  return found === undefined ? {} : await import(pathToFileURL(resolve('server', found)).href);
};

const { readConfig } = await load('config.ts');
const { openDatabase } = await load('db/client.ts');
const { migrate } = await load('db/migrate.ts');
const { systemClock } = await load('clock.ts');
const { assembleDeps } = await load('assemble-deps.ts');
const { installReferenceData } = await load('install-reference-data.ts');
const { seedDemo } = await load('seed-demo.ts');
const { pino } = await import(pathToFileURL(resolve('node_modules/pino/pino.js')).href);

const config = readConfig(process.env);
const database = await openDatabase(config);
await migrate(database);
await installReferenceData?.(database, systemClock);
if (seedDemo !== undefined) {
  const log = pino({ level: 'silent' });
  const deps = await assembleDeps({ config, database, clock: systemClock, log });
  // A version within the work on a change may not have been able to tell all of its story.
  await seedDemo(deps).catch((error) => console.log(`  its demonstration stops: ${error.message}`));
}
await database.close();
process.exit(0);
