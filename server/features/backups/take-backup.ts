import { createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { IsoInstant } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';

import { BACKUP_FORMAT, type BackupHead, type BackupLine } from './backup-file.ts';
import { listSequences, listTableStatements, readRows } from './queries.ts';

export type BackupRequest = {
  file: string;
  takenAt: IsoInstant;
  /** What is kept beside the database, by the name it has in the backup: a folder or a single file. */
  folders: Readonly<Record<string, string>>;
};
export type BackupCount = { rows: number; files: number };

/**
 * Writes everything that is worth keeping into one file, as it was at one instant, while others go on
 * writing. The file is only its owner's to read and appears whole or not at all. It holds password hashes
 * and the key of the second factors: keep it as one keeps those.
 */
export async function takeBackup(database: Database, request: BackupRequest): Promise<BackupCount> {
  const unfinished = `${request.file}.unfinished`;
  const count: BackupCount = { rows: 0, files: 0 };
  try {
    await database.sql.begin('isolation level repeatable read read only', async (sql) => {
      await pipeline(
        Readable.from(allLines(sql, request, count)),
        createGzip({ level: 6 }),
        createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }),
      );
    });
    await rename(unfinished, request.file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return count;
}

async function* allLines(
  sql: TransactionSql,
  { takenAt, folders }: BackupRequest,
  count: BackupCount,
): AsyncGenerator<string> {
  const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
  yield line({
    format: BACKUP_FORMAT,
    takenAt,
    migrations: migrations.map(({ number, name, checksum }) => ({ number, name, checksum })),
  });
  for (const table of await listTableStatements(sql)) {
    yield line({ table: table.name });
    for await (const rows of readRows(sql, table)) {
      count.rows += rows.length;
      yield rows.map((row) => `${row.line}\n`).join('');
    }
  }
  for (const { name, lastValue, isCalled } of await listSequences(sql)) {
    yield line({ sequence: name, lastValue, isCalled });
  }
  for (const [name, path] of Object.entries(folders)) {
    for (const file of await filesBelow(path)) {
      count.files += 1;
      const inside = relative(path, file).split(sep).join('/');
      const content = (await readFile(file)).toString('base64');
      yield line({ file: inside === '' ? name : `${name}/${inside}`, content });
    }
  }
  yield line(count);
}

function line(value: BackupHead | BackupLine): string {
  return `${JSON.stringify(value)}\n`;
}

/**
 * The files of a folder in order, without those whose names begin with a dot: they are about the folder itself.
 * The path itself where it is a file, nothing where there is none.
 */
async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
