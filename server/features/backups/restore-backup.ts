import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { logEverythingChanged } from '#server/features/tiles/change-queries.ts';

import { BackupHead, BackupLine } from './backup-file.ts';
import {
  isUnused,
  listTableStatements,
  setSequence,
  type TableStatements,
  withoutReferences,
  writeRows,
} from './queries.ts';
import type { BackupCount } from './take-backup.ts';

const ROWS_AT_ONCE = 500;

/**
 * Brings a backup back into a database that nobody has used, of either kind, whichever it was taken from:
 * all of it or nothing. A backup of an older program is loaded as it was and then migrated.
 * Throws, with a sentence that says what to do, when the file is not whole or the database is in use.
 * @param folders where the files go, by the names they had when the backup was taken
 */
export async function restoreBackup(
  database: Database,
  file: string,
  folders: Readonly<Record<string, string>>,
): Promise<BackupCount> {
  const head = await readHead(file);
  await refuseForeignMigrations(head);
  await migrate(database, MIGRATIONS_DIRECTORY, head.migrations.length);
  const count = await database.sql.begin(async (sql) => {
    if (!(await isUnused(sql))) {
      throw new Error(
        'The database is in use. Restore into an empty database or a new data folder.',
      );
    }
    const tables = await listTableStatements(sql);
    let loaded: BackupCount = { rows: 0, files: 0 };
    await withoutReferences(sql, tables, async () => {
      loaded = await load(sql, file, tables, folders);
    });
    return loaded;
  });
  await writeFiles(file, folders);
  await migrate(database);
  await asSystem(database, logEverythingChanged);
  return count;
}

/** The first line. Throws when the file is no backup. */
export async function readHead(file: string): Promise<BackupHead> {
  for await (const text of linesOf(file)) {
    const head = BackupHead.safeParse(parsed(text));
    if (head.success) return head.data;
    break;
  }
  throw new Error('The file is not a backup of this program.');
}

async function refuseForeignMigrations({ migrations }: BackupHead): Promise<void> {
  const own = await readMigrations(MIGRATIONS_DIRECTORY);
  if (migrations.length > own.length) {
    throw new Error('The backup is of a newer program. Restore it with that one.');
  }
  const foreign = migrations.find(({ checksum }, index) => own[index]?.checksum !== checksum);
  if (foreign !== undefined) {
    throw new Error(`The backup knows another migration ${foreign.name} than this program.`);
  }
}

async function load(
  sql: TransactionSql,
  file: string,
  tables: readonly TableStatements[],
  folders: Readonly<Record<string, string>>,
): Promise<BackupCount> {
  const count: BackupCount = { rows: 0, files: 0 };
  let table: TableStatements | undefined;
  let rows: string[] = [];
  let end: BackupCount | null = null;
  let number = 0;
  const write = async () => {
    if (table !== undefined && rows.length > 0) await writeRows(sql, table, rows);
    count.rows += rows.length;
    rows = [];
  };
  for await (const text of linesOf(file)) {
    number += 1;
    if (number === 1) continue;
    const line = BackupLine.safeParse(parsed(text));
    if (!line.success || end !== null) throw notWhole(number);
    if (Array.isArray(line.data)) {
      if (table === undefined) throw notWhole(number);
      rows.push(text);
      if (rows.length === ROWS_AT_ONCE) await write();
      continue;
    }
    await write();
    table = undefined;
    if ('table' in line.data) {
      const { table: name } = line.data;
      table = tables.find((one) => one.name === name);
      if (table === undefined) throw notWhole(number);
    } else if ('sequence' in line.data) {
      await setSequence(sql, { ...line.data, name: line.data.sequence });
    } else if ('file' in line.data) {
      placeOf(folders, line.data.file);
      count.files += 1;
    } else end = line.data;
  }
  if (end?.rows !== count.rows || end.files !== count.files) throw notWhole(number + 1);
  return count;
}

/** After the rows stand and the backup is known to be whole, so that a bad one leaves no file either. */
async function writeFiles(file: string, folders: Readonly<Record<string, string>>): Promise<void> {
  for await (const text of linesOf(file)) {
    const line = BackupLine.safeParse(parsed(text));
    if (!line.success || Array.isArray(line.data) || !('file' in line.data)) continue;
    const path = placeOf(folders, line.data.file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, Buffer.from(line.data.content, 'base64'), { mode: 0o600 });
  }
}

/** Only below the folders that were named, whatever the backup says. */
function placeOf(folders: Readonly<Record<string, string>>, name: string): string {
  const [folder = '', ...parts] = name.split('/');
  const base = Object.hasOwn(folders, folder) ? folders[folder] : undefined;
  if (base === undefined || parts.some((part) => ['', '.', '..'].includes(part))) {
    throw new Error(`The backup holds a file that belongs nowhere: ${name}`);
  }
  return join(base, ...parts);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(file), unpacked);
  // Whoever stops half-way needs no complaint; at the end it is asked for below.
  reading.catch(() => undefined);
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY });
    // A file that is cut off or not packed at all must not pass for a short one.
    await reading;
  } finally {
    unpacked.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notWhole(line: number): Error {
  return new Error(`The backup is not whole: line ${line} is not what belongs there.`);
}
