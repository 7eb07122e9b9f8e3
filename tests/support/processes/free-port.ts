import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ports below those that a system hands out by itself. */
const [FIRST, BEYOND] = [20_000, 32_000];
/** Folder with an empty file for each port that was given to somebody; other users of the machine could not write it. */
const CLAIMS = join(tmpdir(), `diaban-ports-${process.getuid?.() ?? 0}`);
/** Longer than any test runs: a claim of that age is given up. */
const CLAIM_MILLISECONDS = 3_600_000;

/**
 * Gives a port of the loopback on which nobody listens, and gives it to nobody else for an hour: between this answer
 * and the moment at which a server listens there, seconds can pass.
 * @param draw proposes a port
 */
export async function freePort(
  claims = CLAIMS,
  draw = () => randomInt(FIRST, BEYOND),
): Promise<number> {
  mkdirSync(claims, { recursive: true });
  for (;;) {
    const port = draw();
    if (claim(join(claims, String(port))) && (await isFree(port))) return port;
  }
}

/** Creates the file of a claim; false where another process has done so. */
function claim(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made > CLAIM_MILLISECONDS) rmSync(file, { force: true });
    return false;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
