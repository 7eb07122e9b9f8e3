import { setMaxListeners } from 'node:events';

import { pino, type Logger } from 'pino';

import { type Config, readConfig } from './config.ts';
import { ROLES } from './contract/permission.ts';
import type { Database } from './db/client.ts';
import { openWhenReady } from './db/open-when-ready.ts';
import { SILENCE_LIMITS } from './db/silent-connections.ts';
import { ensureClientBuilt } from './build/client-build.ts';
import { refuseOldProgram } from './build/program-build.ts';
import { answerStarting, type Fetch, listen } from './http/listen.ts';
import { PROJECT_ROOT, RUNS_FROM_SOURCES } from './program.ts';
import { openTried } from './tried-database.ts';

/** Longest stop: the program ends itself with a message before a supervisor kills it without one. */
const STOP_MILLISECONDS = 12_500;

/** Two for a load, one beside it. */
const REPLICA_CONNECTIONS = 3;

type Running = { stop(): Promise<void> };

/** Holds the port from the start: that it is taken should not show after a minute of migrations. */
async function start(config: Config, log: Logger): Promise<Running> {
  let answer: Fetch = answerStarting;
  const server = await listen((request, env) => answer(request, env), config.port, config.host);
  try {
    const stopping = new AbortController();
    // Every open stream of events listens to it.
    setMaxListeners(0, stopping.signal);
    // Side by side: bundler and database each take seconds the first time, and the embedded database always takes
    // as long to open as the rest of the program to read.
    const building = ensureClientBuilt(PROJECT_ROOT);
    building.catch(() => undefined);
    const open = () =>
      openWhenReady(
        { ...config, silence: SILENCE_LIMITS },
        { tell: (reason) => log.warn({ reason }, 'waiting for the database, for 60 s at most') },
      );
    const opening = openTried(config, open, (what, told) => log.info(told, what));
    opening.catch(() => undefined);
    const openingReplica = openReplica(config, log);
    openingReplica?.catch(() => undefined);
    const { prepare } = await import('./prepare.ts');
    const database = await opening;
    const replica = await openingReplica;
    const given = { config, database, replica, building, log, stopping: stopping.signal };
    const served = await prepare(given);
    answer = served.fetch;
    process.stdout.write(announcement(config, server.port, served.demoPassword));
    return {
      async stop() {
        stopping.abort();
        await Promise.all([server.stop(), served.endWork()]);
        await served.close();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Opens the standby that the map is read from; undefined where there is none. */
function openReplica(config: Config, log: Logger): Promise<Database> | undefined {
  if (config.databaseReplicaUrl === null) return undefined;
  return openWhenReady(
    {
      databaseUrl: config.databaseReplicaUrl,
      dataDirectory: '',
      maxConnections: REPLICA_CONNECTIONS,
      silence: SILENCE_LIMITS,
    },
    { tell: (reason) => log.warn({ reason }, 'waiting for the standby, for 60 s at most') },
  );
}

function announcement(config: Config, port: number, demoPassword: string | null): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const signIns = [
    '',
    '  Dữ liệu minh họa / demonstration data. Sign in as one of',
    `    ${ROLES.join('  ')}`,
    `  with the password  ${demoPassword}`,
  ];
  const address = `  Địa Bàn  ${config.publicUrl ?? `http://${host}:${port}`}`;
  return [
    '',
    address,
    ...(demoPassword === null ? [] : signIns),
    '',
    '  Ctrl+C stops it.',
    '',
    '',
  ].join('\n');
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
  if (!RUNS_FROM_SOURCES) await refuseOldProgram(PROJECT_ROOT);
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
    setTimeout(() => {
      log.fatal('the stop took too long; what was not finished is lost');
      process.exit(1);
    }, STOP_MILLISECONDS);
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
