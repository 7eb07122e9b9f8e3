import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '#tests/support/processes/free-port.ts';

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
export const OUTPUT = join(PROJECT_ROOT, '.test-output');

const GIVE_UP_SECONDS = 300;
const STOP_MILLISECONDS = 15_000;
const LOOK_MILLISECONDS = 50;

export type RunningServer = {
  url: string;
  /** From the start of the process until /api/health/ready says yes. */
  secondsToReady: number;
  stop(): Promise<void>;
};

/** Arguments of Node as in `npm start`. */
const FROM_SOURCES = ['--import', 'tsx', 'server/main.ts'];

/** A product of few requests does not earn better code than the first: neither its own nor that of the database. */
const IN_HASTE = ['--liftoff-only', '--no-opt', '--max-lazy'];

/**
 * Starts the product on a free port and on the embedded database of a folder.
 * @param given.program the built program of `global-setup.ts`; without it the sources run, as in `npm start`
 */
export async function startServer(
  dataDirectory: string,
  given: { program?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<RunningServer> {
  const { program, environment = {} } = given;
  const chosen = await freePort();
  const started = performance.now();
  const child = spawn(
    process.execPath,
    program === undefined ? FROM_SOURCES : [...IN_HASTE, program],
    {
      cwd: PROJECT_ROOT,
      env: {
        ...withoutDatabase(),
        ...environment,
        PORT: String(chosen),
        DIABAN_DATA_DIR: dataDirectory,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  writeLog(child);
  const url = `http://127.0.0.1:${chosen}`;
  try {
    await untilReady(url, child);
  } catch (error) {
    kill();
    throw error;
  }
  const secondsToReady = (performance.now() - started) / 1000;
  return {
    url,
    secondsToReady,
    async stop() {
      process.off('exit', kill);
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(kill, STOP_MILLISECONDS);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** The demonstration lives in the embedded database only. */
function withoutDatabase(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...rest } = process.env;
  return {
    ...rest,
    DIABAN_SEED: 'demo',
    DIABAN_BACKUP_DIR: 'none',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
}

function writeLog(child: ChildProcess): void {
  mkdirSync(OUTPUT, { recursive: true });
  const log = createWriteStream(join(OUTPUT, 'e2e-server.log'), { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log, { end: false });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + GIVE_UP_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error('The server ended before it was ready: see .test-output/e2e-server.log');
    }
    try {
      const { ok } = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (ok) return;
    } catch {
      // Nobody listens yet.
    }
    await pause(LOOK_MILLISECONDS);
  }
  throw new Error(`The server was not ready after ${GIVE_UP_SECONDS} s.`);
}
