import { join } from 'node:path';

import { pino, type Logger } from 'pino';

import { createApp } from './app.ts';
import { assembleDeps } from './assemble-deps.ts';
import { systemClock } from './clock.ts';
import { type Config, isLoopback, readConfig } from './config.ts';
import { ROLES } from './contract/permission.ts';
import { openDatabase } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { sweepDaily } from './features/attachments/remove-orphans.ts';
import { applyWaitingSchedules } from './features/checks/apply-schedule.ts';
import { installReferenceData } from './features/communes/install-reference-data.ts';
import { DEMO_PASSWORD } from './features/demo/cast.ts';
import { seedDemo } from './features/demo/seed-demo.ts';
import { followDatabase } from './features/live/follow-database.ts';
import { readConfiguration } from './features/operations/configuration.ts';
import { jobPlan } from './features/reminders/reminder-jobs.ts';
import { SIGNAL_JOBS } from './features/signals/signal-jobs.ts';
import { ensureClientBuilt } from './http/client-build.ts';
import { answerStarting, type Fetch, listen } from './http/listen.ts';
import { serveClient } from './http/static.ts';
import { joined, startJobs } from './jobs/job-runner.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Demo accounts have a published password: a database that holds them is not for others to reach. */
const DEMO_IN_PUBLIC =
  'This folder holds the demonstration, whose passwords are published. Serve it on 127.0.0.1 only, ' +
  'or choose another folder with DIABAN_DATA_DIR and DIABAN_SEED=none.';

type Running = { stop(): Promise<void> };
type Served = { demo: boolean; fetch: Fetch; close(): Promise<void> };

/** Holds the port from the start: that it is taken should not show after a minute of migrations. */
async function start(config: Config, log: Logger): Promise<Running> {
  let answer: Fetch = answerStarting;
  const server = await listen((request, env) => answer(request, env), config.port, config.host);
  try {
    const stopping = new AbortController();
    const served = await prepare(config, log, stopping.signal);
    answer = served.fetch;
    process.stdout.write(announcement(config, server.port, served.demo));
    return {
      async stop() {
        stopping.abort();
        await server.stop();
        await served.close();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function prepare(config: Config, log: Logger, stopping: AbortSignal): Promise<Served> {
  // Side by side: the bundler and the database each take seconds the first time.
  const building = ensureClientBuilt(PROJECT_ROOT);
  building.catch(() => undefined);
  const database = await openDatabase(config);
  try {
    const { applied } = await migrate(database);
    if (applied.length > 0) log.info({ applied }, 'migrated');
    await installReferenceData(database, systemClock);
    const deps = await assembleDeps({ config, database, clock: systemClock, log, stopping });
    if (config.seed === 'demo' && database.kind === 'embedded' && isPrivate(config)) {
      await seedDemo(deps);
    }
    const { demo } = await readConfiguration(deps);
    if (demo && !isPrivate(config)) throw new Error(DEMO_IN_PUBLIC);
    await applyWaitingSchedules(deps);
    await deps.points.reload();
    sweepDaily(deps);
    const unfollow = await followDatabase(deps);
    const app = createApp(deps, { client: await serveClient(await building) });
    const jobs = startJobs(deps, joined(jobPlan(deps), SIGNAL_JOBS));
    const close = async () => {
      await jobs.stop();
      deps.mailer?.close();
      await unfollow();
      await database.close();
    };
    return { demo, fetch: app.fetch, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Only who sits at this machine can reach the server, as far as the configuration tells. */
function isPrivate({ host, publicUrl }: Config): boolean {
  return isLoopback(host) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname));
}

function announcement(config: Config, port: number, demo: boolean): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const signIns = [
    '',
    '  Dữ liệu minh họa / demonstration data. Sign in as one of',
    `    ${ROLES.join('  ')}`,
    `  with the password  ${DEMO_PASSWORD}`,
  ];
  const address = `  Địa Bàn  ${config.publicUrl ?? `http://${host}:${port}`}`;
  return ['', address, ...(demo ? signIns : []), '', '  Ctrl+C stops it.', '', ''].join('\n');
}

/** One line for what a person can put right; a stack only for what is a bug. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return 'Another program uses this port. Choose one with PORT=… or stop that program.';
  }
  if (code === 'EACCES') return 'This port may not be used. Choose one above 1023 with PORT=….';
  return error.message;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  const running = await start(config, log);
  let stopping = false;
  const stop = (): void => {
    // A second Ctrl+C is impatience.
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
