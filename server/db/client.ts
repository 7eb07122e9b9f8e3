import { randomUUID } from 'node:crypto';

import postgres from './postgres/index.js';

import { COLUMN_TYPES, type ColumnTypes } from './column-types.ts';
import { startEmbedded } from './embedded.ts';
import { countAtWork, endForgotten } from './sessions.ts';
import { type SilenceLimits, watchConnections } from './silent-connections.ts';

/** The pool. A statement on it would run outside any transaction: only `begin` is used, see `transaction.ts`. */
export type Sql = postgres.Sql<ColumnTypes>;
/** One transaction of the pool, as {@link asActor} and {@link asSystem} hand it over. */
export type TransactionSql = postgres.TransactionSql<ColumnTypes>;

export type Database = {
  kind: 'embedded' | 'server';
  sql: Sql;
  /** Number of transactions that can run at the same time. */
  connections: number;
  /** A connection of its own for a listener, who also ends it; null where there is no other process to hear. */
  openListener: (() => Sql) | null;
  close(): Promise<void>;
};

export type DatabaseNotice = { severity: string; message: string };

export type DatabaseOptions = {
  /** A PostgreSQL 16+ with PostGIS 3.3+; null for the embedded database. */
  databaseUrl: string | null;
  /** Folder of the embedded database; not touched when there is a `databaseUrl`. */
  dataDirectory: string;
  /** Limit for a server only: the embedded database has a single session and therefore a single connection. */
  maxConnections?: number;
  /**
   * Limits after which connections to a server count as dead; without them never, since a command may pause for long.
   */
  silence?: SilenceLimits;
  onNotice?: (notice: DatabaseNotice) => void;
};

const SERVER_CONNECTIONS = 10;
const CLOSE_SECONDS = 5;
/** Longest pause before a connection is tried again; the driver's own grows to 20 s, in which its queries wait. */
const RETRY_SECONDS = 0.5;

/**
 * Opens the embedded database or connects to a server, and makes sure that it answers.
 * Does not migrate. Throws {@link DatabaseFolderLockedError} when another process has the folder.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === null
    ? await openEmbedded(options)
    : await openServer(options, options.databaseUrl);
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const embedded = await startEmbedded(options.dataDirectory);
  const sql = postgres({
    ...commonOptions(options),
    path: embedded.socketPath,
    user: 'postgres',
    database: 'postgres',
    // All connections would share one session, so a second one gains nothing and leaks settings.
    max: 1,
    max_lifetime: null,
  });
  return await answering({
    kind: 'embedded',
    sql,
    connections: 1,
    openListener: null,
    async close() {
      await sql.end({ timeout: CLOSE_SECONDS });
      await embedded.stop();
    },
  });
}

async function openServer(options: DatabaseOptions, url: string): Promise<Database> {
  const { silence } = options;
  // The name tells the connections of this pool from those of other processes.
  const poolName = `diaban ${randomUUID().slice(0, 8)}`;
  const connect = (more: Record<string, unknown>, name = 'diaban'): Sql =>
    postgres(url, {
      ...commonOptions(options),
      connect_timeout: 10,
      backoff: (failures: number) => Math.min(failures / 20, RETRY_SECONDS),
      connection: {
        application_name: name,
        TimeZone: 'UTC',
        DateStyle: 'ISO',
        // Its guess costs more than these statements take: half of a load went into compiling them anew.
        jit: 'off',
        // Backstops for what runs outside asActor and asSystem, which set tighter ones.
        statement_timeout: 120_000,
        lock_timeout: 15_000,
        idle_in_transaction_session_timeout: 120_000,
      },
      ...more,
    });
  /** Asks over a connection that nobody else uses, and ends it. */
  const askAside = async <T>(ask: (sql: TransactionSql) => Promise<T>): Promise<T> => {
    const aside = connect({ max: 1 });
    try {
      const { answer } = await aside.begin(async (sql) => ({ answer: await ask(sql) }));
      return answer;
    } finally {
      aside.end({ timeout: 0 }).catch(() => undefined);
    }
  };
  const watch =
    silence === undefined
      ? null
      : watchConnections(silence, {
          countAtWork: () => askAside((sql) => countAtWork(sql, poolName)),
          endForgotten: (milliseconds) =>
            askAside((sql) => endForgotten(sql, poolName, milliseconds)),
        });
  const max = options.maxConnections ?? SERVER_CONNECTIONS;
  const sql = connect({ max, ...watch?.poolOptions }, poolName);
  return await answering({
    kind: 'server',
    sql,
    connections: max,
    openListener: () => connect({ max: 1 }),
    async close() {
      watch?.stop();
      await sql.end({ timeout: CLOSE_SECONDS });
    },
  });
}

/** The first question also opens the connection: an unreachable database fails here, not in a request. */
async function answering(database: Database): Promise<Database> {
  try {
    await database.sql.begin((sql) => sql`select 1`);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function commonOptions(options: DatabaseOptions) {
  return {
    types: COLUMN_TYPES,
    // Columns only: the keys inside jsonb and GeoJSON are data and stay as they are.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    onnotice(notice: postgres.Notice) {
      options.onNotice?.({
        severity: notice['severity'] ?? 'NOTICE',
        message: notice['message'] ?? '',
      });
    },
  };
}
