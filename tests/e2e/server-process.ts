import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '#tests/support/processes/free-port.ts';
import { startServer as startProgram } from '#tests/support/processes/start-server.ts';

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
export const OUTPUT = join(PROJECT_ROOT, '.test-output');

const START_MILLISECONDS = 300_000;
const STOP_MILLISECONDS = 15_000;

export type RunningServer = {
  url: string;
  /** From the start of the process until it says that it serves. */
  secondsToReady: number;
  stop(): Promise<void>;
};

/** Arguments of Node as in `npm start`. */
const FROM_SOURCES = ['--import', 'tsx', 'server/main.ts'];

/** A product of few requests does not earn better code than the first: neither its own nor that of the database. */
const IN_HASTE = ['--liftoff-only', '--no-opt', '--max-lazy'];

/** Environment of every product of the browser tests. */
const USUAL = { DIABAN_SEED: 'demo', HOST: '127.0.0.1' };

/**
 * Starts the product on a free port, and on the embedded database of a folder unless the environment names another.
 * @param given.program the built program of `global-setup.ts`; without it the sources run, as in `npm start`
 */
export async function startServer(
  dataDirectory: string,
  given: { program?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<RunningServer> {
  const { program, environment = {} } = given;
  const port = await freePort();
  const started = performance.now();
  const { child, ready } = startProgram(
    port,
    { ...USUAL, ...environment, DIABAN_DATA_DIR: dataDirectory },
    program === undefined ? FROM_SOURCES : [...IN_HASTE, program],
  );
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  mkdirSync(OUTPUT, { recursive: true });
  const log = createWriteStream(join(OUTPUT, 'e2e-server.log'), { flags: 'a' });
  child.stdout.pipe(log);
  child.stderr.pipe(log, { end: false });
  const patience = setTimeout(kill, START_MILLISECONDS);
  await ready.finally(() => clearTimeout(patience));
  const secondsToReady = (performance.now() - started) / 1000;
  return {
    url: `http://127.0.0.1:${port}`,
    secondsToReady,
    async stop() {
      process.off('exit', kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const end = setTimeout(kill, STOP_MILLISECONDS);
      await ended;
      clearTimeout(end);
    },
  };
}
