import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

import packageFile from '#package.json' with { type: 'json' };

import { openDatabase, type Database } from '#server/db/client.ts';
import { migrate, readMigrations, MIGRATIONS_DIRECTORY } from '#server/db/migrate.ts';

import { databasesFolder } from './databases-folder.ts';
import { startPooler } from './pooler.ts';
import { findPostgres, startPostgres } from './postgres-server.ts';

/**
 * A migrated database without any rows. Databases prepared from it are kept until the end of the run: beside it on the
 * server, in a folder of the run for the embedded one.
 */
export type DatabaseTemplate =
  | { kind: 'embedded'; folder: string; prepared: string }
  | { kind: 'server'; url: string; template: string; pooler: string | null };

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
 * Makes one migrated database before the tests of a run; each test file then gets a copy of it. `DIABAN_TEST_DATABASE`
 * selects `embedded` or `server`. Without it the server is used if one is installed, because it is quicker. With
 * `DIABAN_TEST_POOLER=1` every test reaches its copy through PgBouncer with three connections to the server, with
 * `DIABAN_TEST_SERVICE=1` as a role that owns nothing.
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
  return chosenKind() === 'server' ? serverTemplate() : embeddedTemplate();
}

function chosenKind(): DatabaseTemplate['kind'] {
  const said = process.env['DIABAN_TEST_DATABASE'];
  if (said === 'server' || said === 'embedded') return said;
  if (said !== undefined) throw new Error('DIABAN_TEST_DATABASE is embedded or server');
  const isThere = findPostgres() !== null || process.env['DIABAN_TEST_DATABASE_URL'] !== undefined;
  return isThere ? 'server' : 'embedded';
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
  await administer(url, SERVICE_ROLES);
  const database = await openDatabase({
    databaseUrl: databaseUrl(url, template),
    dataDirectory: OUTPUT,
    maxConnections: 1,
  });
  await migrate(database);
  await database.close();
  const pooler = process.env['DIABAN_TEST_POOLER'] === '1' ? await startPooler(url, 3) : null;
  const stop = async () => {
    pooler?.stop();
    if (server !== null) return server.stop();
    for (const name of await listDatabases(url, template)) {
      await administer(url, `drop database ${name}`);
    }
  };
  const found = { kind: 'server' as const, url, template, pooler: pooler?.through(url) ?? null };
  return { template: found, stop };
}

/** Kept between runs under the checksum of the migrations: the first start of all takes 8 s. */
async function embeddedTemplate() {
  const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
  const hash = createHash('sha256');
  for (const { checksum } of migrations) hash.update(checksum);
  const { dependencies } = packageFile;
  hash.update(dependencies['@electric-sql/pglite'] + dependencies['@electric-sql/pglite-postgis']);
  const folder = join(OUTPUT, `embedded-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    const draft = `${folder}-draft-${process.pid}`;
    await mkdir(draft, { recursive: true });
    const database = await openDatabase({ databaseUrl: null, dataDirectory: draft });
    await migrate(database);
    await database.close();
    await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
  }
  const prepared = await mkdtemp(join(databasesFolder(), 'diaban-prepared-'));
  const stop = () => rm(prepared, { recursive: true, force: true });
  return { template: { kind: 'embedded' as const, folder, prepared }, stop };
}

/** The roles of a service that owns nothing, as server/deploy/roles.sql makes them. */
const SERVICE_ROLES = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'diaban_service') then
    if not exists (select from pg_roles where rolname = 'diaban_app') then
      create role diaban_app nologin;
    end if;
    create role diaban_system nologin bypassrls;
    create role diaban_service login noinherit;
    grant diaban_app, diaban_system to diaban_service;
  end if;
end
$$`;

/** The same database for a service that owns nothing. */
export function serviceUrl(url: string): string {
  const parsed = new URL(url);
  parsed.username = 'diaban_service';
  return parsed.href;
}

/** Two test files may copy the template at once, which PostgreSQL refuses: the second waits. */
export async function administer(url: string, statement: string): Promise<void> {
  await asAdministrator(url, async ({ sql }) => {
    await sql`select pg_advisory_lock(462024)`;
    await sql.unsafe(statement);
  });
}

/** Lists the databases of a server whose names have this beginning. */
export async function listDatabases(url: string, beginning: string): Promise<string[]> {
  return await asAdministrator(url, async ({ sql }) => {
    const rows = await sql<{ name: string }[]>`
      select datname::text as name from pg_database where starts_with(datname, ${beginning})`;
    return rows.map(({ name }) => name);
  });
}

export async function asAdministrator<T>(
  url: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const admin = await openDatabase({ databaseUrl: url, dataDirectory: OUTPUT, maxConnections: 1 });
  try {
    return await work(admin);
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

/** Copies a folder of the embedded database, which no process may have open. */
export function copyDataFolder(from: string, to: string): void {
  // There are a thousand small files: copying them asynchronously takes four times as long.
  cpSync(from, to, { recursive: true });
}
