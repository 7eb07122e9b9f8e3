import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

import { openDatabase } from '#server/db/client.ts';
import { loadBackup } from '#server/features/backups/restore-commands.ts';

import { administer, copyDataFolder, databaseUrl } from './database-template.ts';
import { OLDEST_BACKUP } from './oldest-backup.ts';

export type OldRegister = {
  where: { databaseUrl: string | null; dataDirectory: string };
  /** Makes the database of the old version anew, as it was after its last write. Nobody may have it open. */
  putBack(): Promise<void>;
  remove(): Promise<void>;
};

/** Makes a database in the tables of {@link OLDEST_BACKUP}, with its rows. */
export async function openOldRegister(kind: 'embedded' | 'server'): Promise<OldRegister> {
  const folder = await mkdtemp(join(tmpdir(), 'diaban-old-'));
  const register = kind === 'server' ? await onServer(folder) : inFolder(folder);
  const database = await openDatabase({ ...register.made, maxConnections: 1 });
  await loadBackup(database, OLDEST_BACKUP, {
    attachments: join(folder, 'attachments'),
    secret: join(folder, 'secret'),
  });
  await database.close();
  return {
    ...register,
    async remove() {
      await register.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function inFolder(folder: string) {
  const [made, dataDirectory] = [join(folder, 'made'), join(folder, 'used')];
  return {
    made: { databaseUrl: null, dataDirectory: made },
    where: { databaseUrl: null, dataDirectory },
    async putBack() {
      await rm(dataDirectory, { recursive: true, force: true });
      copyDataFolder(made, dataDirectory);
    },
    remove: () => Promise.resolve(),
  };
}

async function onServer(folder: string) {
  const template = inject('databaseTemplate');
  if (template.kind !== 'server') throw new Error('this run has no server');
  const { url } = template;
  const name = `diaban_old_${randomUUID().replaceAll('-', '')}`;
  const used = `${name}_used`;
  const drop = (database: string) =>
    administer(url, `drop database if exists ${database} with (force)`);
  await administer(url, `create database ${name}`);
  return {
    made: { databaseUrl: databaseUrl(url, name), dataDirectory: folder },
    where: { databaseUrl: databaseUrl(url, used), dataDirectory: folder },
    async putBack() {
      await drop(used);
      await administer(url, `create database ${used} template ${name} strategy file_copy`);
    },
    async remove() {
      await drop(used);
      await drop(name);
    },
  };
}
