import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { against, LIMITS } from './limits.ts';
import { OUTPUT, PROJECT_ROOT, startServer } from './server-process.ts';
import { SESSIONS } from './sessions.ts';

/**
 * Starts the product twice, as on a fresh clone and as on the next day, and keeps the second one.
 * Where DIABAN_E2E_URL names one that runs already, that one is tried, and nothing is started.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  rmSync(SESSIONS, { recursive: true, force: true });
  if (process.env['DIABAN_E2E_URL'] !== undefined) return async () => undefined;
  rmSync(join(OUTPUT, 'e2e-server.log'), { force: true });
  // A fresh clone has no bundle: making it is part of the first start.
  rmSync(join(PROJECT_ROOT, 'dist', 'client'), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), 'diaban-e2e-'));
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  try {
    const first = await startServer(folder);
    await first.stop();
    const second = await startServer(folder);
    console.log(against('first start', first.secondsToReady, LIMITS.firstStart));
    console.log(against('second start', second.secondsToReady, LIMITS.secondStart));
    process.env['DIABAN_E2E_URL'] = second.url;
    process.env['DIABAN_E2E_STARTS'] = `${first.secondsToReady} ${second.secondsToReady}`;
    return async () => {
      await second.stop();
      tidy();
    };
  } catch (error) {
    tidy();
    throw error;
  }
}
