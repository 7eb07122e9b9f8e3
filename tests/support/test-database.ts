import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

import { openDatabase, type Database } from '#server/db/client.ts';

import { administer, copyFolder, databaseUrl, type DatabaseTemplate } from './database-template.ts';

/** A migrated database of its own for one test file, of the kind that the run is about. */
export async function openTestDatabase(): Promise<Database> {
  const template = inject('databaseTemplate');
  return template.kind === 'server' ? openServerCopy(template) : openEmbeddedCopy(template);
}

async function openServerCopy(
  template: Extract<DatabaseTemplate, { kind: 'server' }>,
): Promise<Database> {
  const name = `diaban_test_${randomUUID().replaceAll('-', '')}`;
  await administer(template.url, `create database ${name} template ${template.template}`);
  const database = await openDatabase({
    databaseUrl: databaseUrl(template.url, name),
    dataDirectory: tmpdir(),
    maxConnections: 4,
  });
  return {
    ...database,
    async close() {
      await database.close();
      await administer(template.url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function openEmbeddedCopy(
  template: Extract<DatabaseTemplate, { kind: 'embedded' }>,
): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'diaban-embedded-'));
  await copyFolder(template.folder, folder);
  const database = await openDatabase({ databaseUrl: null, dataDirectory: folder });
  return {
    ...database,
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
