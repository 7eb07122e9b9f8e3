import { randomUUID } from 'node:crypto';

import { type Database, openDatabase } from './client.ts';

const COPY_PREFIX = 'diaban_trial_';
/** One trial at a time in a cluster, so that none removes the copy of another. */
const TRIAL_LOCK = 46_2025;
/** No space left on the server's disk. */
const DISK_FULL = '53100';

/**
 * Has the server copy a database, outside of a transaction, as PostgreSQL demands. Null where the role may not create
 * databases or somebody is connected to this one. Throws when the server's disk is full.
 * @returns the address of the copy, and a function that removes it
 */
export async function copyByServer(
  url: string,
): Promise<{ url: string; remove: () => Promise<void> } | null> {
  const source = decodeURIComponent(ADDRESS.exec(url)?.groups?.['database'] ?? '');
  const keeper = await openKeeper(url);
  if (keeper === null) return null;
  const copy = `${COPY_PREFIX}${randomUUID().slice(0, 8)}`;
  try {
    // Copying takes as long as the disk needs.
    await keeper.sql`select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`;
    await keeper.sql`select pg_advisory_lock(${TRIAL_LOCK}::bigint)`;
    await removeLeftCopies(keeper);
    await keeper.sql.unsafe(`create database ${quoted(copy)} template ${quoted(source)}`);
  } catch (error) {
    await keeper.close();
    if (error instanceof Error && 'code' in error && error.code === DISK_FULL) throw error;
    return null;
  }
  return {
    url: addressOf(url, copy),
    async remove() {
      await keeper.sql.unsafe(`drop database if exists ${quoted(copy)} with (force)`);
      await keeper.close();
    },
  };
}

/** Connects to the database that each cluster has; null where the role may not. */
async function openKeeper(url: string): Promise<Database | null> {
  const databaseUrl = addressOf(url, 'postgres');
  return openDatabase({ databaseUrl, dataDirectory: '', maxConnections: 1 }).catch(() => null);
}

async function removeLeftCopies(keeper: Database): Promise<void> {
  const left = await keeper.sql<{ name: string }[]>`
    select datname as name from pg_database
    where starts_with(datname, ${COPY_PREFIX}) and pg_has_role(datdba, 'member')`;
  // One that is in use stays.
  for (const { name } of left) {
    await keeper.sql.unsafe(`drop database ${quoted(name)}`).catch(() => undefined);
  }
}

/** No `URL` reads an address of several servers, with commas between. */
const ADDRESS = /^(?<servers>\w+:\/\/[^/?]*\/)(?<database>[^?]*)(?<options>\?.*)?$/;

function addressOf(url: string, database: string): string {
  const { servers = '', options = '' } = ADDRESS.exec(url)?.groups ?? {};
  return `${servers}${database}${options}`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
