import type { Database, TransactionSql } from '#server/db/client.ts';
import {
  hasSameEffect,
  migrate,
  MIGRATIONS_DIRECTORY,
  readMigrations,
} from '#server/db/migrate.ts';
import { asOwner, asSystem } from '#server/db/transaction.ts';
import { logEverythingChanged } from '#server/live-engine/change-queries.ts';

import type { BackupHead } from './formats/backup-file.ts';
import { UnusableBackup } from './formats/unusable-backup.ts';
import { type KeptPlace, type KeptPlaces, placeOf } from './kept-files.ts';
import {
  allowLongPauses,
  isUnused,
  listTableStatements,
  setSequence,
  type TableStatements,
  withoutReferences,
  writeRows,
} from './queries.ts';
import { backupLines, checkBackup, notWhole } from './formats/read-backup.ts';
import type { BackupReceipt } from './take-commands.ts';

const ROWS_AT_ONCE = 500;

/**
 * Restores a backup into an unused database of either kind, whichever kind it was taken from: all of it or nothing, and
 * after a failure it can be tried again. A backup of an older program is loaded in its old form and then migrated.
 * Throws, with a sentence that says what to do, when the file is not whole, does not have the noted hash, or the
 * database is in use.
 * @param folders targets of the files, by the names they had when the backup was taken
 * @param noted the hash that `backup` printed; null when none was noted
 */
export async function restoreBackup(
  database: Database,
  file: string,
  folders: KeptPlaces,
  noted: string | null = null,
): Promise<BackupReceipt> {
  const receipt = await loadBackup(database, file, folders, noted);
  await migrate(database);
  await asSystem(database, logEverythingChanged);
  return receipt;
}

/** Restores a backup as {@link restoreBackup} does, into the tables of the program that took it. */
export async function loadBackup(
  database: Database,
  file: string,
  folders: KeptPlaces,
  noted: string | null = null,
): Promise<BackupReceipt> {
  const { head, rows, files, sha256 } = await checkBackup(file);
  if (noted !== null && noted !== sha256) {
    throw new Error(`The backup is not the one that was noted: its hash is ${sha256}.`);
  }
  await refuseForeignMigrations(head);
  await migrate(database, MIGRATIONS_DIRECTORY, head.migrations.at(-1)?.number);
  await asOwner(database, async (sql) => {
    await allowLongPauses(sql);
    await refuseUsed(sql);
    await loadRows(sql, file, folders);
    // Before the commit, so that a file that cannot be written rolls the rows back.
    await writeFiles(file, folders);
  });
  return { rows, files, sha256 };
}

/** Throws where anything was entered, by a person or by the demonstration. */
export async function refuseUsed(sql: TransactionSql): Promise<void> {
  if (await isUnused(sql)) return;
  throw new UnusableBackup(
    'in_use',
    'The database is in use. Restore into an empty database or a new data folder.',
  );
}

/** Throws where this program does not know the tables of the backup, because it is older or another one. */
export async function refuseForeignMigrations({ migrations }: BackupHead): Promise<void> {
  const own = await readMigrations(MIGRATIONS_DIRECTORY);
  if (migrations.length > own.length) {
    throw new UnusableBackup(
      'newer',
      'The backup is of a newer program. Restore it with that one.',
    );
  }
  const foreign = migrations.find(({ name, checksum }, index) => {
    const file = own[index];
    return file?.name !== name || !hasSameEffect(file, checksum);
  });
  if (foreign !== undefined) {
    throw new UnusableBackup(
      'other_program',
      `The backup knows another migration ${foreign.name} than this program.`,
    );
  }
}

/** Rows that are written, and the table at work as the n-th of all. */
export type Loaded = { rows: number; table: number; tables: number };

/** Writes all rows of a checked backup into empty tables of its migrations, and checks their references at the end. */
export async function loadRows(
  sql: TransactionSql,
  file: string,
  folders: KeptPlaces,
  tell?: (loaded: Loaded) => void,
): Promise<void> {
  const tables = await listTableStatements(sql);
  await withoutReferences(sql, tables, () => load(sql, file, { tables, folders, tell }));
}

async function load(
  sql: TransactionSql,
  file: string,
  {
    tables,
    folders,
    tell,
  }: {
    tables: readonly TableStatements[];
    folders: KeptPlaces;
    tell: ((loaded: Loaded) => void) | undefined;
  },
): Promise<void> {
  let table: TableStatements | undefined;
  let rows: string[] = [];
  const loaded: Loaded = { rows: 0, table: 0, tables: tables.length };
  const write = async () => {
    if (table !== undefined && rows.length > 0) await writeRows(sql, table, rows);
    loaded.rows += rows.length;
    tell?.({ ...loaded });
    rows = [];
  };
  for await (const { text, line, number } of backupLines(file)) {
    if (Array.isArray(line)) {
      if (table === undefined) throw notWhole(number);
      rows.push(text);
      if (rows.length === ROWS_AT_ONCE) await write();
      continue;
    }
    await write();
    table = undefined;
    if ('table' in line) {
      table = tables.find(({ name }) => name === line.table);
      if (table === undefined) throw notWhole(number);
      loaded.table += 1;
    } else if ('sequence' in line) {
      await setSequence(sql, { ...line, name: line.sequence });
    } else if ('file' in line) {
      // Refuses names outside the folders before any file is written.
      targetOf(folders, line.file);
    }
  }
}

/** Writes the files after all rows were written, so that an unusable backup leaves no file either. */
export async function writeFiles(
  file: string,
  folders: KeptPlaces,
  tell?: (files: number) => void,
): Promise<void> {
  let written = 0;
  for await (const { line } of backupLines(file)) {
    if (Array.isArray(line) || !('file' in line)) continue;
    const { place, name } = targetOf(folders, line.file);
    await place.write(name, Buffer.from(line.content, 'base64'));
    written += 1;
    tell?.(written);
  }
}

/** Only below the places that were named, whatever the backup says. */
function targetOf(folders: KeptPlaces, file: string): { place: KeptPlace; name: string } {
  const [folder = '', ...parts] = file.split('/');
  const base = Object.hasOwn(folders, folder) ? folders[folder] : undefined;
  if (base === undefined || parts.some((part) => ['', '.', '..'].includes(part))) {
    throw new Error(`The backup holds a file that belongs nowhere: ${file}`);
  }
  return { place: placeOf(base), name: parts.join('/') };
}
