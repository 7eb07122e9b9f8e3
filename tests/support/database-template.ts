import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

import { openDatabase } from '#server/db/client.ts';
import { migrate, readMigrations, MIGRATIONS_DIRECTORY } from '#server/db/migrate.ts';

import { findPostgres, startPostgres } from './postgres-server.ts';

export type DatabaseTemplate =
  | { kind: 'embedded'; folder: string }
  | { kind: 'server'; url: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

const OUTPUT = resolve('.test-output');

type Shared = {
  made: Promise<{ template: DatabaseTemplate; stop: () => Promise<void> }>;
  users: number;
};

declare global {
  // Vitest loads this module once for each project, so the module itself cannot hold what they share.
  var databaseTemplateOfRun: Shared | undefined;
}

/**
 * Makes one migrated database before the tests of a run; each test file then gets a copy of it.
 * `DIABAN_TEST_DATABASE` says which kind: `embedded` (default) or `server`.
 */
export default async function setup(project: TestProject) {
  const shared = (globalThis.databaseTemplateOfRun ??= { made: makeTemplate(), users: 0 });
  shared.users += 1;
  const { template, stop } = await shared.made;
  project.provide('databaseTemplate', template);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.databaseTemplateOfRun = undefined;
    await stop();
  };
}

async function makeTemplate() {
  return process.env['DIABAN_TEST_DATABASE'] === 'server' ? serverTemplate() : embeddedTemplate();
}

async function serverTemplate() {
  const given = process.env['DIABAN_TEST_DATABASE_URL'];
  const binaries = findPostgres();
  if (given === undefined && binaries === null) {
    throw new Error('No PostgreSQL 16+ with PostGIS was found; install postgresql-17-postgis-3.');
  }
  const server = given === undefined ? await startPostgres(binaries ?? '') : null;
  const url = given ?? server?.url('postgres') ?? '';
  const template = `diaban_template_${process.pid}`;
  await administer(url, `create database ${template}`);
  const database = await openDatabase({
    databaseUrl: databaseUrl(url, template),
    dataDirectory: OUTPUT,
    maxConnections: 1,
  });
  await migrate(database);
  await database.close();
  const stop = async () => {
    if (server === null) await administer(url, `drop database ${template}`);
    else server.stop();
  };
  return { template: { kind: 'server' as const, url, template }, stop };
}

/** Kept between runs under the checksum of the migrations: the first start of all takes 8 s. */
async function embeddedTemplate() {
  const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
  const hash = createHash('sha256');
  for (const { checksum } of migrations) hash.update(checksum);
  const folder = join(OUTPUT, `embedded-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    const draft = `${folder}-draft-${process.pid}`;
    await mkdir(draft, { recursive: true });
    const database = await openDatabase({ databaseUrl: null, dataDirectory: draft });
    await migrate(database);
    await database.close();
    await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  }
  return { template: { kind: 'embedded' as const, folder }, stop: async () => {} };
}

/** Two test files may copy the template at once, which PostgreSQL refuses: the second waits. */
export async function administer(url: string, statement: string): Promise<void> {
  const admin = await openDatabase({ databaseUrl: url, dataDirectory: OUTPUT, maxConnections: 1 });
  try {
    await admin.sql`select pg_advisory_lock(462024)`;
    await admin.sql.unsafe(statement);
  } finally {
    await admin.close();
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}

export async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
}
