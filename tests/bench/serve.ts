import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { pino } from 'pino';

import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/configuration/config.ts';
import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { ensureClientBuilt } from '#server/build/client-build.ts';
import { listen } from '#server/http/listen.ts';
import { serveClient } from '#server/http/static.ts';
import { createPointEngine } from '#server/live-engine/create-point-engine.ts';
import { readAhead, warmConnections } from '#server/read-ahead.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';

// The server, which tells its port and how long it took from the start of the process. `--no-cache`: every tile
// is made anew; `--no-copy`: the engine is neither taken from a copy nor kept; `--pages`: with the browser's
// part. Afterwards each line it is told asks for its figures.
const config = readConfig(process.env);
const database = await openDatabase(config);
await migrate(database);
await installReferenceData(database, systemClock);
const log = pino({ level: 'error' });
// Each open stream listens for the end.
const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
const given = { config, database, clock: systemClock, log, stopping: stopping.signal };
const assembled = await assembleDeps(given);
const uncached = process.argv.includes('--no-cache');
const withoutCopy = process.argv.includes('--no-copy');
const engine = {
  database,
  clock: systemClock,
  run: randomUUID().slice(0, 8),
  ...(uncached && { tileCacheBytes: 0 }),
};
const deps =
  uncached || withoutCopy ? { ...assembled, points: createPointEngine(engine) } : assembled;
const beforeLoad = performance.now();
await deps.points.load();
const loadMilliseconds = performance.now() - beforeLoad;
await warmConnections(deps);
await followDatabase(deps);
void readAhead(deps);
const pages = process.argv.includes('--pages')
  ? { client: await serveClient(await ensureClientBuilt(join(import.meta.dirname, '../..'))) }
  : {};
const { port } = await listen(createApp(deps, pages).fetch, 0, '127.0.0.1');
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const readyMilliseconds = performance.now();
console.log(JSON.stringify({ port, readyMilliseconds, loadMilliseconds }));

for await (const _ of createInterface({ input: process.stdin })) {
  // The delay first: what the collection asked for here takes is none of the server's.
  const figures = { worstDelay: delay.max / 1e6, delay99: delay.percentile(99) / 1e6 };
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const cpuMilliseconds = (user + system) / 1_000;
  console.log(JSON.stringify({ ...figures, rss, heapUsed, arrayBuffers, cpuMilliseconds }));
  // Not before the timer of the delay has seen that the collection is over.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.reset();
}
process.exit(0);
