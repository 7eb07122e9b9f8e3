import { pino, type Logger } from 'pino';

import { type Config, readConfig } from '#server/configuration/config.ts';
import { ROLES } from './contract/permission.ts';
import { ensureClientBuilt } from './build/client-build.ts';
import { refuseOldProgram } from './build/program-build.ts';
import { listen } from './http/listen.ts';
import type { Served } from './prepare.ts';
import { PROJECT_ROOT, RUNS_FROM_SOURCES } from './program.ts';
import { createReplaceableProgram } from './replaceable-program.ts';

/** Longest stop: the program ends itself with a message before a supervisor kills it without one. */
const STOP_MILLISECONDS = 12_500;

type Running = { stop(): Promise<void> };

/** Holds the port from the start: that it is taken should not show after a minute of migrations. */
async function start(config: Config, log: Logger): Promise<Running> {
  const program = createReplaceableProgram({
    config,
    log,
    giveUp: () => process.exit(1),
  });
  const server = await listen(program.fetch, config.port, config.host, config.security.tls);
  try {
    // Side by side: bundler and database each take seconds the first time, and the embedded database always takes
    // as long to open as the rest of the program to read.
    const building = ensureClientBuilt(PROJECT_ROOT);
    building.catch(() => undefined);
    const served = await program.begin(server, building);
    process.stdout.write(announcement(config, server.port, served));
    return { stop: () => program.stop(server) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function announcement(
  config: Config,
  port: number,
  { demoPassword, setUpCode }: Pick<Served, 'demoPassword' | 'setUpCode'>,
): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const signIns = [
    '',
    '  Dữ liệu minh họa / demonstration data. Sign in as one of',
    `    ${ROLES.join('  ')}`,
    `  with the password  ${demoPassword}`,
  ];
  const restoring = [
    '',
    '  Hệ thống còn trống / nothing was entered yet. To restore a backup, open /set-up with the code',
    `    ${setUpCode}`,
  ];
  const address = `  Địa Bàn  ${config.publicUrl ?? `http://${host}:${port}`}`;
  return [
    '',
    address,
    ...(demoPassword === null ? [] : signIns),
    ...(setUpCode === null ? [] : restoring),
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
