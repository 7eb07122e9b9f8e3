import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from '@playwright/test';
import { ensureClientBuilt } from '#server/build/client-build.ts';
import { ROLES } from '#server/contract/permission.ts';
import { builtProgram } from '#tests/support/processes/built-program.ts';
import { type DemoOnServer, seedOnServer, tellDemonstration } from './demo-on-server.ts';
import { against, LIMITS } from './limits.ts';
import { untilOneDay } from './one-day.ts';
import { readyFile, sessionFile, startsFile } from './prepared-folder.ts';
import { OUTPUT, PROJECT_ROOT, type RunningServer, startServer } from './server-process.ts';
import { signIn } from './sessions.ts';

/**
 * Prepares what each spec file gets a copy of: the demonstration on a PostgreSQL server, or a folder with the embedded
 * database where there is none or `npm run speed` measures that. A folder that `DIABAN_E2E_FOLDER` names is kept for the
 * next run.
 */
export default async function prepareProduct(): Promise<() => void> {
  const night = untilOneDay(Date.now());
  if (night > 0) console.log(`waits ${(night / 1000).toFixed(0)} s for the city's next day`);
  await pause(night);
  rmSync(join(OUTPUT, 'e2e-server.log'), { force: true });
  const kept = process.env['DIABAN_E2E_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'diaban-e2e-prepared-'));
  mkdirSync(folder, { recursive: true });
  let stopServer = () => {};
  const tidy = () => {
    stopServer();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const measuresSpeed = process.env['DIABAN_SPEED'] === '1';
    if (measuresSpeed) await measureStarts(folder);
    const building = ensureClientBuilt(PROJECT_ROOT);
    const program = builtProgram('main');
    const seed = builtProgram('seed-demonstration');
    const seeded = measuresSpeed ? null : await seedOnServer(seed);
    stopServer = seeded?.stop ?? stopServer;
    await building;
    if (seeded === null) await prepareFolder(folder, { program, seed });
    else await signInOnServer(seeded.demo, program);
    process.env['DIABAN_E2E_FOLDER'] = folder;
    process.env['DIABAN_E2E_PROGRAM'] = program;
    process.env['DIABAN_E2E_SERVER'] = JSON.stringify(seeded?.demo ?? null);
    return tidy;
  } catch (error) {
    tidy();
    throw error;
  }
}

/** Starts the product from its sources twice, as on a fresh clone and as on the next day. */
async function measureStarts(folder: string): Promise<void> {
  if (existsSync(startsFile(folder))) return;
  // A fresh clone has no bundle: making it is part of the first start.
  rmSync(join(PROJECT_ROOT, 'dist', 'client'), { recursive: true, force: true });
  const first = await startServer(folder);
  await first.stop();
  const second = await startServer(folder);
  await second.stop();
  console.log(against('first start', first.secondsToReady, LIMITS.firstStart));
  console.log(against('second start', second.secondsToReady, LIMITS.secondStart));
  const starts = [first.secondsToReady, second.secondsToReady];
  writeFileSync(startsFile(folder), JSON.stringify(starts));
}

/** Tells the demonstration into the embedded database of a folder, and signs every role in. */
async function prepareFolder(
  folder: string,
  { program, seed }: Record<'program' | 'seed', string>,
): Promise<void> {
  if (existsSync(readyFile(folder))) return;
  await tellDemonstration(seed, folder);
  const product = await startServer(folder, { program });
  await signInEverybody(product, folder);
  await product.stop();
  writeFileSync(readyFile(folder), '');
}

async function signInOnServer({ url, folder }: DemoOnServer, program: string): Promise<void> {
  const product = await startServer(folder, { program, environment: { DATABASE_URL: url } });
  await signInEverybody(product, folder);
  await product.stop();
}

async function signInEverybody({ url }: RunningServer, folder: string): Promise<void> {
  mkdirSync(dirname(sessionFile(folder, 'admin')), { recursive: true });
  await Promise.all(
    ROLES.map(async (role) => {
      writeFileSync(sessionFile(folder, role), JSON.stringify(await signIn(request, url, role)));
    }),
  );
}
