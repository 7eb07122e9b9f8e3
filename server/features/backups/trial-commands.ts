import { randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '#server/clock.ts';
import type { Config } from '#server/configuration/config.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { copyByServer } from '#server/db/copy-by-server.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { listPending, migrate, MIGRATIONS_DIRECTORY } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';

import { readDatabaseBytes } from './queries.ts';
import { loadBackup } from './restore-commands.ts';
import { takeBackup } from './take-commands.ts';

/** Folders of copies in the data folder; what a killed trial has left is removed by the next one. */
const COPY_PREFIX = 'upgrade-trial-';
/** A migration may write a table anew beside the old one. */
const TIMES_AS_LARGE = 2;
const MEBIBYTE = 1_048_576;

/** The folder of the migrations, and the free bytes on the disk of a folder. */
type Surroundings = { directory: string; freeBytes: (folder: string) => Promise<number> };
type Where = Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'dataDirectory'>;

export type UpgradeTrial = {
  /** Names of the migrations that were tried. */
  pending: string[];
  /** Way in which the copy was made: files of the folder, by the database server, or by a backup restored aside. */
  copied: 'folder' | 'server' | 'backup';
  /** Size of the database. */
  bytes: number;
  seconds: number;
};

/**
 * Tries the migrations that are missing on a copy of the database, and throws the copy away. The register is not changed,
 * and others may go on using it. Nothing may have the embedded folder open.
 * @returns null where none is missing, or the database is new
 * @throws Error with the reason when a migration fails on the copy, or the disk has no room for it
 */
export async function tryUpgrade(
  where: Where,
  clock: Clock,
  { directory = MIGRATIONS_DIRECTORY, freeBytes = readFreeBytes }: Partial<Surroundings> = {},
): Promise<UpgradeTrial | null> {
  const start = performance.now();
  if (where.databaseUrl === null && !existsSync(join(where.dataDirectory, 'database'))) return null;
  const { applied, pending, bytes } = await inDatabase(where, async (database) => ({
    ...(await listPending(database, directory)),
    bytes: await asSystem(database, readDatabaseBytes),
  }));
  if (pending.length === 0 || applied === 0) return null;
  const { dataDirectory } = where;
  await removeLeftCopies(dataDirectory);
  const onCopy = async (copy: Where): Promise<void> => {
    await inDatabase(copy, (database) => migrate(database, directory)).catch(refuse);
  };
  const inCopyFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    refuseFullDisk(dataDirectory, bytes * TIMES_AS_LARGE, await freeBytes(dataDirectory));
    await inNewFolder(dataDirectory, work);
  };
  const copied =
    where.databaseUrl === null
      ? await tryInFolder(where, onCopy, inCopyFolder)
      : await tryBesideServer(where, clock, onCopy, inCopyFolder);
  return { pending, copied, bytes, seconds: (performance.now() - start) / 1_000 };
}

function refuse(error: unknown): never {
  const because = error instanceof Error ? error.message : String(error);
  throw new Error(
    `The upgrade was tried on a copy and failed; the register was not changed, and the version before can go on. ${because}`,
    { cause: error },
  );
}

type OnCopy = (copy: Where) => Promise<void>;
type InCopyFolder = (work: (folder: string) => Promise<void>) => Promise<void>;

async function tryInFolder(
  where: Where,
  onCopy: OnCopy,
  inCopyFolder: InCopyFolder,
): Promise<'folder'> {
  await inCopyFolder(async (folder) => {
    const release = await lockFolder(where.dataDirectory);
    try {
      await cp(join(where.dataDirectory, 'database'), join(folder, 'database'), {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
      });
    } finally {
      await release();
    }
    await onCopy({ ...where, dataDirectory: folder });
  });
  return 'folder';
}

/**
 * The server copies the files where the role may create databases and nobody else is connected; otherwise a backup is
 * restored into an embedded database, while others go on working.
 */
async function tryBesideServer(
  where: Where,
  clock: Clock,
  onCopy: OnCopy,
  inCopyFolder: InCopyFolder,
): Promise<'server' | 'backup'> {
  const copy = await copyByServer(where.databaseDirectUrl ?? where.databaseUrl ?? '');
  if (copy !== null) {
    try {
      await onCopy({ ...where, databaseUrl: copy.url, databaseDirectUrl: null });
    } finally {
      await copy.remove();
    }
    return 'server';
  }
  await inCopyFolder(async (folder) => {
    const file = join(folder, 'register.backup');
    await inDatabase(where, (database) =>
      takeBackup(database, { file, takenAt: clock.now(), folders: {} }),
    );
    const aside = { databaseUrl: null, databaseDirectUrl: null, dataDirectory: folder };
    await inDatabase(aside, (database) => loadBackup(database, file, {}));
    await onCopy(aside);
  });
  return 'backup';
}

async function inDatabase<T>(where: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const databaseUrl = where.databaseDirectUrl ?? where.databaseUrl;
  const options = { ...where, databaseUrl, databaseDirectUrl: null, maxConnections: 1 };
  const database = await openDatabase(options);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function refuseFullDisk(folder: string, needed: number, free: number): void {
  if (free >= needed) return;
  throw new Error(
    `The upgrade was not begun: to try it on a copy, ${mebibytes(needed)} MiB must be free in ${folder}, and ` +
      `${mebibytes(free)} MiB are. Free the disk, or start once with DIABAN_UPGRADE_TRIAL=never.`,
  );
}

async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function inNewFolder(
  dataDirectory: string,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = join(dataDirectory, `${COPY_PREFIX}${randomUUID().slice(0, 8)}`);
  try {
    await mkdir(folder, { mode: 0o700 });
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE);

const AN_HOUR = 3_600_000;

/** Removes copies that a killed trial has left; a young one may be in use. */
async function removeLeftCopies(dataDirectory: string): Promise<void> {
  const names = await readdir(dataDirectory).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(COPY_PREFIX))) {
    const folder = join(dataDirectory, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > AN_HOUR) await rm(folder, { recursive: true, force: true });
  }
}
