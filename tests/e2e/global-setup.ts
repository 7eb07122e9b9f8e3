import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { request } from '@playwright/test';
import { ROLES } from '#server/contract/permission.ts';
import { type DemoOnServer, seedOnServer } from './demo-on-server.ts';
import { against, LIMITS } from './limits.ts';
import { sessionFile, startsFile } from './prepared-folder.ts';
import { OUTPUT, PROJECT_ROOT, type RunningServer, startServer } from './server-process.ts';
import { signIn } from './sessions.ts';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

/**
 * Prepares the folder that each spec file gets a copy of. A folder that `DIABAN_E2E_FOLDER` names is kept for the next
 * run.
 */
export default async function prepareProduct(): Promise<() => void> {
  rmSync(join(OUTPUT, 'e2e-server.log'), { force: true });
  const kept = process.env['DIABAN_E2E_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'diaban-e2e-prepared-'));
  let stopServer = () => {};
  const tidy = () => {
    stopServer();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bundling = bundleProgram();
    const preparing = existsSync(startsFile(folder)) ? null : prepare(folder);
    const seeding = seedOnServer().then((seeded) => {
      stopServer = seeded?.stop ?? stopServer;
      return seeded?.demo ?? null;
    });
    const [program, demo] = await Promise.all([bundling, seeding, preparing]);
    if (demo !== null) await signInOnServer(demo, program);
    process.env['DIABAN_E2E_FOLDER'] = folder;
    process.env['DIABAN_E2E_PROGRAM'] = program;
    process.env['DIABAN_E2E_SERVER'] = JSON.stringify(demo);
    return tidy;
  } catch (error) {
    tidy();
    throw error;
  }
}

/** Starts the product twice, as on a fresh clone and as on the next day, and signs every role in. */
async function prepare(folder: string): Promise<void> {
  // A fresh clone has no bundle: making it is part of the first start.
  rmSync(join(PROJECT_ROOT, 'dist', 'client'), { recursive: true, force: true });
  const first = await startServer(folder);
  await first.stop();
  const second = await startServer(folder);
  await signInEverybody(second, folder);
  await second.stop();
  console.log(against('first start', first.secondsToReady, LIMITS.firstStart));
  console.log(against('second start', second.secondsToReady, LIMITS.secondStart));
  const starts = [first.secondsToReady, second.secondsToReady];
  writeFileSync(startsFile(folder), JSON.stringify(starts));
}

async function signInOnServer({ url, folder }: DemoOnServer, program: string): Promise<void> {
  const product = await startServer(folder, { program, environment: { DATABASE_URL: url } });
  await signInEverybody(product, folder);
  await product.stop();
}

async function signInEverybody({ url }: RunningServer, folder: string): Promise<void> {
  mkdirSync(dirname(sessionFile(folder, 'admin')), { recursive: true });
  for (const role of ROLES) {
    writeFileSync(sessionFile(folder, role), JSON.stringify(await signIn(request, url, role)));
  }
}

/**
 * Bundles the server into one file and gives its path: a start then reads one file instead of translating eight
 * hundred. Packages stay outside. Modules keep the paths of their sources, where they find migrations and workers.
 */
async function bundleProgram(): Promise<string> {
  const outDir = join(OUTPUT, 'e2e-program');
  await build({
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: 'error',
    plugins: [keepPlaces],
    build: { ssr: 'server/main.ts', outDir, target: 'node20', minify: false, emptyOutDir: true },
  });
  return join(outDir, 'main.js');
}

const keepPlaces: Plugin = {
  name: 'keep-places',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('.ts')) return null;
    const text = await readFile(id, 'utf8');
    return text
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};
