import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { IsoInstant } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { readOneMoment } from '#server/db/transaction.ts';

import { BACKUP_FORMAT, type BackupHead, type BackupLine } from './formats/backup-file.ts';
import { type KeptPlaces, placeOf } from './kept-files.ts';
import {
  allowLongPauses,
  listAppliedMigrations,
  listSequences,
  listTableStatements,
  readRows,
} from './queries.ts';
import { checkBackup } from './formats/read-backup.ts';

export type BackupRequest = {
  file: string;
  takenAt: IsoInstant;
  /** Places of what is kept beside the database. */
  folders: KeptPlaces;
};
/** `sha256` of the content: noted elsewhere, it proves that a file is this backup. */
export type BackupReceipt = { rows: number; files: number; sha256: string };

/**
 * Writes everything worth keeping into one file, in its state at one instant, while others go on writing. Only its
 * owner can read the file. It appears complete and checked or not at all, and never replaces a file of that name. It
 * holds password hashes and the key of the second factors: protect it like those.
 */
export async function takeBackup(
  database: Database,
  request: BackupRequest,
): Promise<BackupReceipt> {
  refuseTaken(request.file);
  // A unique name, so that it collides neither with the rest of a killed backup nor with one being written.
  const unfinished = `${request.file}.${randomUUID()}.unfinished`;
  try {
    await readOneMoment(database, async (sql) => {
      await allowLongPauses(sql);
      await pipeline(
        Readable.from(allLines(sql, request)),
        createGzip({ level: 6 }),
        createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }),
      );
    });
    const { rows, files, sha256 } = await checkBackup(unfinished);
    await giveName(unfinished, request.file);
    return { rows, files, sha256 };
  } finally {
    await rm(unfinished, { force: true });
  }
}

function refuseTaken(file: string): void {
  if (existsSync(file)) throw taken(file);
}

function taken(file: string): Error {
  return new Error(`${file} exists already and is left as it is. Choose another name.`);
}

/** Gives the file its name; only one of two backups that end at the same moment gets it. */
async function giveName(unfinished: string, file: string): Promise<void> {
  try {
    await link(unfinished, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw taken(file);
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(String(code))) throw error;
    // The disk has no hard links, like a memory stick.
    refuseTaken(file);
    await rename(unfinished, file);
  }
}

async function* allLines(sql: TransactionSql, request: BackupRequest): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const count = { rows: 0, files: 0 };
  for await (const text of contentLines(sql, request, count)) {
    hash.update(text);
    yield text;
  }
  yield asLine({ ...count, sha256: hash.digest('hex') });
}

async function* contentLines(
  sql: TransactionSql,
  { takenAt, folders }: BackupRequest,
  count: { rows: number; files: number },
): AsyncGenerator<string> {
  const migrations = await listAppliedMigrations(sql);
  await refuseUnknownTables(migrations.length);
  yield asLine({ format: BACKUP_FORMAT, takenAt, migrations });
  for (const table of await listTableStatements(sql)) {
    yield asLine({ table: table.name });
    for await (const rows of readRows(sql, table)) {
      count.rows += rows.length;
      yield rows.map((row) => `${row.line}\n`).join('');
    }
  }
  for (const { name, lastValue, isCalled } of await listSequences(sql)) {
    yield asLine({ sequence: name, lastValue, isCalled });
  }
  for (const [name, given] of Object.entries(folders)) {
    const place = placeOf(given);
    for (const inside of await place.list()) {
      count.files += 1;
      const content = Buffer.from(await place.read(inside)).toString('base64');
      yield asLine({ file: inside === '' ? name : `${name}/${inside}`, content });
    }
  }
}

/**
 * Refuses an empty database and tables of a newer program. A database of an earlier program is saved as it is, so that
 * "back up, then upgrade" works with the new program.
 */
async function refuseUnknownTables(applied: number): Promise<void> {
  if (applied === 0) throw new Error('The database is empty: there is nothing to back up.');
  const own = await readMigrations(MIGRATIONS_DIRECTORY);
  if (applied > own.length) {
    throw new Error('The database is of a newer program. Back it up with that one.');
  }
}

function asLine(value: BackupHead | BackupLine): string {
  return `${JSON.stringify(value)}\n`;
}
