import { pino } from 'pino';

import { jobsOf } from '#server/app-features.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/configuration/config.ts';
import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { seedDemo } from '#server/demo/seed-demo.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';

import { keepQuiet } from './quiet-hours.ts';

// Tells the demonstration into the database of the environment where that is empty (by itself the product tells it into
// its own only), and notes the work of the clock in the coming hours as done.
const config = readConfig(process.env);
const database = await openDatabase(config);
await migrate(database);
await installReferenceData(database, systemClock);
const log = pino({ level: 'silent' });
const deps = await assembleDeps({ config, database, clock: systemClock, log });
await seedDemo(deps);
await deps.points.load();
await keepQuiet(deps, jobsOf(deps));
await database.close();
// Services of the outside world may hold the process.
process.exit(0);
