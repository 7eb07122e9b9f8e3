import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROGRAM = join('node_modules', '@redocly', 'cli', 'bin', 'cli.js');
/** Nothing is asked for or told outside. */
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Runs the Redocly CLI; gives what it printed. Throws with its output where it fails. */
export async function redocly(...parameters: string[]): Promise<string> {
  const env = { ...process.env, ...QUIET };
  const { stdout } = await run(process.execPath, [PROGRAM, ...parameters], {
    env,
    maxBuffer: 64 * 1_048_576,
  });
  return stdout;
}
