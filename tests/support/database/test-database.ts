import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

import { openDatabase, type Database } from '#server/db/client.ts';

import {
  administer,
  copyDataFolder,
  databaseUrl,
  listDatabases,
  type DatabaseTemplate,
} from './database-template.ts';
import { databasesFolder } from './databases-folder.ts';

type Server = Extract<DatabaseTemplate, { kind: 'server' }>;
type Embedded = Extract<DatabaseTemplate, { kind: 'embedded' }>;

/** Rows that many test files start with: entered once in a run, then copied with their database. */
export type Prepared = {
  /** A word that identifies the rows: one name always means the same rows. */
  name: string;
  enter(database: Database): Promise<void>;
};

/** The address of a copy, and a function that removes it. */
export type Copy = {
  databaseUrl: string | null;
  /** Its address past the pooler, where the run has one. */
  databaseDirectUrl?: string;
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
    ? throughPooler(template, await copyOnServer(template, await nameOnServer(template, prepared)))
    : copyEmbedded(await folderOf(template, prepared));
}

async function openCopy({ remove, ...where }: Copy): Promise<Database> {
  const database = await openDatabase({ ...where, maxConnections: 4 });
  return {
    ...database,
    async close() {
      await database.close();
      await remove();
    },
  };
}

async function copyOnServer({ url }: Server, source: string): Promise<Copy> {
  const name = `diaban_test_${randomUUID().replaceAll('-', '')}`;
  const dataDirectory = await mkdtemp(join(tmpdir(), 'diaban-data-'));
  // Copies the blocks without logging each of them, in half the time.
  await administer(url, `create database ${name} template ${source} strategy file_copy`);
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

async function nameOnServer(template: Server, prepared: Prepared | undefined): Promise<string> {
  if (prepared === undefined) return template.template;
  const { url } = template;
  const name = `${template.template}_${prepared.name}`;
  if ((await listDatabases(url, name)).includes(name)) return name;
  const draft = await copyOnServer(template, template.template);
  await enterInto(draft, prepared);
  const draftName = new URL(draft.databaseUrl ?? '').pathname.slice(1);
  // Two test files may prepare it at the same time; the first one is kept.
  await administer(url, `alter database ${draftName} rename to ${name}`).catch(draft.remove);
  await removeFolder(draft.dataDirectory);
  return name;
}

async function folderOf(template: Embedded, prepared: Prepared | undefined): Promise<string> {
  if (prepared === undefined) return template.folder;
  const folder = join(template.prepared, prepared.name);
  if (existsSync(folder)) return folder;
  const draft = await copyEmbedded(template.folder);
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
