import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findPostgres, startPostgres } from '#tests/support/database/postgres-server.ts';

import { PROJECT_ROOT } from './server-process.ts';

const TEMPLATE = 'demonstration';
/** PostgreSQL refuses to copy one database twice at the same time: the second waits for this lock. */
const COPYING = 'select pg_advisory_lock(462024)';

/** A throw-away PostgreSQL server that holds the demonstration, and the folder of the product beside it. */
export type DemoOnServer = { binaries: string; url: string; folder: string };

/** A database of one product. */
export type ProductDatabase = {
  databaseUrl: string;
  /** Runs a statement in the copy, beside the product. */
  run(statement: string): Promise<void>;
  remove(): Promise<void>;
};

const run = promisify(execFile);

/**
 * Starts a server and tells the demonstration into it; null where PostgreSQL is not installed.
 * @param script the bundle of `seed-demonstration.ts`
 */
export async function seedOnServer(
  script: string,
): Promise<{ demo: DemoOnServer; stop: () => void } | null> {
  const binaries = findPostgres();
  if (binaries === null) return null;
  const server = await startPostgres(binaries);
  const folder = mkdtempSync(join(tmpdir(), 'diaban-e2e-on-server-'));
  const stop = () => {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const demo = { binaries, url: server.url(TEMPLATE), folder };
  try {
    await administer(demo, `create database ${TEMPLATE}`);
    await tellDemonstration(script, folder, demo.url);
    return { demo, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * Tells the demonstration into a database where that is empty, and notes the work of the coming hours as done.
 * @param databaseUrl a database on a server; without it, the embedded one of the folder
 */
export async function tellDemonstration(
  script: string,
  folder: string,
  databaseUrl?: string,
): Promise<void> {
  const ofProduct = {
    DATABASE_URL: databaseUrl,
    DIABAN_DATA_DIR: folder,
    DIABAN_BACKUP_DIR: 'none',
  };
  const env = { ...process.env, ...ofProduct };
  await run(process.execPath, [script], { cwd: PROJECT_ROOT, env });
}

export function copyDemo(demo: DemoOnServer): Promise<ProductDatabase> {
  return create(demo, `template ${TEMPLATE} strategy file_copy`);
}

/** Makes a database without tables, for a product that is started for the first time. */
export function emptyDatabase(demo: DemoOnServer): Promise<ProductDatabase> {
  return create(demo, '');
}

async function create(demo: DemoOnServer, how: string): Promise<ProductDatabase> {
  const name = `copy_${randomUUID().replaceAll('-', '')}`;
  await administer(demo, `create database ${name} ${how}`);
  const databaseUrl = withDatabase(demo.url, name);
  return {
    databaseUrl,
    run: (statement) => psql(demo, databaseUrl, [statement]),
    remove: () => administer(demo, `drop database ${name} with (force)`),
  };
}

async function administer(demo: DemoOnServer, statement: string): Promise<void> {
  await psql(demo, withDatabase(demo.url, 'postgres'), [COPYING, statement]);
}

async function psql(
  { binaries }: DemoOnServer,
  databaseUrl: string,
  statements: readonly string[],
): Promise<void> {
  await run(join(binaries, 'psql'), [
    '--quiet',
    '--no-psqlrc',
    '--set=ON_ERROR_STOP=1',
    ...statements.map((statement) => `--command=${statement}`),
    databaseUrl,
  ]);
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
