import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

import { openDatabase, type Database } from '#server/db/client.ts';

import {
  administer,
  asAdministrator,
  copyDataFolder,
  databaseUrl,
  listDatabases,
  serviceUrl,
  type DatabaseTemplate,
} from './database-template.ts';
import { databasesFolder } from './databases-folder.ts';

type Server = Extract<DatabaseTemplate, { kind: 'server' }>;
type Embedded = Extract<DatabaseTemplate, { kind: 'embedded' }>;

/** Rows that many test files start with: entered once in a run, then copied with their database. */
export type Prepared = {
  /** A word that identifies the rows: one name always means the same rows. */
  name: string;
  /** Rows that are there before. */
  from?: Prepared;
  enter(database: Database): Promise<void>;
};

/** The address of a copy, and a function that removes it. */
export type Copy = {
  databaseUrl: string | null;
  /** Its address past the pooler, where the run has one. */
  databaseDirectUrl?: string;
  /** Its address for the owner of the tables, in a run of a service that owns nothing. */
  databaseOwnerUrl?: string;
  dataDirectory: string;
  remove: () => Promise<void>;
};

/** A migrated database of its own for one test file, of the kind that the run is about. */
export async function openTestDatabase(prepared?: Prepared): Promise<Database> {
  return await openCopy(await copyDatabase(prepared));
}

/** Copies the template of the run, or a database prepared from it; the first caller prepares it. */
export async function copyDatabase(prepared?: Prepared): Promise<Copy> {
  const template = inject('databaseTemplate');
  return template.kind === 'server'
    ? withoutOwnership(throughPooler(template, await copyPrepared(template, prepared)))
    : copyEmbedded(await folderOf(template, prepared));
}

async function openCopy({ remove, ...where }: Copy): Promise<Database> {
  const database = await openDatabase({ ...where, maxConnections: 4 });
  return {
    ...database,
    sql: askedByOwner(database),
    async close() {
      await database.close();
      await remove();
    },
  };
}

/** The product uses transactions alone: a statement of a test outside of one is the owner's. */
function askedByOwner({ sql, owner, systemRole }: Database): Database['sql'] {
  if (systemRole === null || owner === null) return sql;
  return new Proxy(sql, {
    apply: (_, self, given) => Reflect.apply(owner, self, given),
    get: (pool, name) => Reflect.get(name === 'unsafe' ? owner : pool, name),
  });
}

async function copyOnServer({ url }: Server, source: string): Promise<Copy> {
  const name = `diaban_test_${randomUUID().replaceAll('-', '')}`;
  // Copies the blocks without logging each of them, in half the time.
  await administer(url, `create database ${name} template ${source} strategy file_copy`);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'diaban-data-'));
  return {
    databaseUrl: databaseUrl(url, name),
    dataDirectory,
    async remove() {
      await administer(url, `drop database if exists ${name} with (force)`);
      await removeFolder(dataDirectory);
    },
  };
}

/** The copy by the address of the pooler, in a run that has one. */
function throughPooler({ pooler }: Server, copy: Copy): Copy {
  if (pooler === null || copy.databaseUrl === null) return copy;
  const { pathname } = new URL(copy.databaseUrl);
  return {
    ...copy,
    databaseUrl: databaseUrl(pooler, pathname.slice(1)),
    databaseDirectUrl: copy.databaseUrl,
  };
}

function withoutOwnership(copy: Copy): Copy {
  if (process.env['DIABAN_TEST_SERVICE'] !== '1' || copy.databaseUrl === null) return copy;
  return {
    ...copy,
    databaseUrl: serviceUrl(copy.databaseUrl),
    databaseOwnerUrl: copy.databaseDirectUrl ?? copy.databaseUrl,
  };
}

const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true });

async function copyEmbedded(source: string): Promise<Copy> {
  const folder = await mkdtemp(join(databasesFolder(), 'diaban-embedded-'));
  copyDataFolder(source, folder);
  return {
    databaseUrl: null,
    dataDirectory: folder,
    remove: () => removeFolder(folder),
  };
}

/** Asks for the copy at once: looking first costs a connection in every file, and it is missing once in a run. */
async function copyPrepared(template: Server, prepared: Prepared | undefined): Promise<Copy> {
  if (prepared === undefined) return copyOnServer(template, template.template);
  const name = `${template.template}_${prepared.name}`;
  try {
    return await copyOnServer(template, name);
  } catch (error) {
    if (!isUnknownDatabase(error)) throw error;
  }
  await prepareOnServer(template, name, prepared);
  return copyOnServer(template, name);
}

/** The server's answer where it has no database of the name that is to be copied. */
function isUnknownDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '3D000';
}

/** Two test files may want the same rows at once: the second waits, and finds them. */
async function prepareOnServer(template: Server, name: string, prepared: Prepared): Promise<void> {
  const { url } = template;
  await asAdministrator(url, async ({ sql }) => {
    // Waits as long as the other takes, which may be half a minute.
    await sql`select set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)`;
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    if ((await listDatabases(url, name)).includes(name)) return;
    const draft = await copyPrepared(template, prepared.from);
    await enterInto(draft, prepared);
    const draftName = new URL(draft.databaseUrl ?? '').pathname.slice(1);
    await administer(url, `alter database ${draftName} rename to ${name}`);
    await removeFolder(draft.dataDirectory);
  });
}

async function folderOf(template: Embedded, prepared: Prepared | undefined): Promise<string> {
  if (prepared === undefined) return template.folder;
  const folder = join(template.prepared, prepared.name);
  if (existsSync(folder)) return folder;
  const draft = await copyEmbedded(await folderOf(template, prepared.from));
  await enterInto(draft, prepared);
  await rename(draft.dataDirectory, folder).catch(draft.remove);
  return folder;
}

async function enterInto({ remove, ...where }: Copy, prepared: Prepared): Promise<void> {
  const database = await openDatabase({ ...where, maxConnections: 4 });
  try {
    await prepared.enter(database);
  } catch (error) {
    await database.close();
    await remove();
    throw error;
  }
  await database.close();
}
