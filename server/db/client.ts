import { randomUUID } from 'node:crypto';

import postgres from 'postgres';

import { connectionAddress } from './connection-address.ts';
import { COLUMN_TYPES } from './column-types.ts';
import { openSql, type SqlOptions } from './driver/open-sql.ts';
import type { TransactionSql } from './driver/statement.ts';
import { startEmbedded } from './embedded.ts';
import { countAtWork, endForgotten } from './sessions.ts';
import { type SilenceLimits, watchConnections } from './silent-connections.ts';

export type { TransactionSql };
/** The pool. A statement on it would run outside any transaction: only `begin` is used, see `transaction.ts`. */
export type Sql = ReturnType<typeof openSql>;

export type Database = {
  kind: 'embedded' | 'server';
  sql: Sql;
  /** The same pool, or one connection past a pooler in between. */
  direct: Sql;
  /** Signs in as the owner of the tables, for migrations and restores; null where the service owns nothing. */
  owner: Sql | null;
  /** Role that the system's own transactions take over, where the service owns nothing; null: they need none. */
  systemRole: typeof SYSTEM_ROLE | null;
  /** True where the connections are a pooler's, which keeps no limits: each transaction then sets its own. */
  pooled: boolean;
  /** Number of transactions that can run at the same time. */
  connections: number;
  /** A connection of its own for a listener, who also ends it; null where there is no other process to hear. */
  openListener: (() => Sql) | null;
  close(): Promise<void>;
};

export type DatabaseNotice = { severity: string; message: string };

export type DatabaseOptions = {
  /**
   * A PostgreSQL 16+ with PostGIS 3.3+; null for the embedded database. It may name a primary and its standbys
   * (`postgres://user@one:5432,two:5432/name`): the one that takes writes is used, also after a standby was promoted.
   */
  databaseUrl: string | null;
  /**
   * The same database without a pooler in between, where `databaseUrl` leads to one that shares a connection among
   * transactions (PgBouncer). It is used for what needs a session: listening, migrating, watching connections.
   */
  databaseDirectUrl?: string | null;
  /**
   * The same database, past any pooler, for the owner of its tables, where `databaseUrl` signs in as a role that owns
   * nothing (`server/deploy/roles.sql`).
   */
  databaseOwnerUrl?: string | null;
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
/** Longest wait for a server to take a connection; where an address names several, the next is tried then. */
const CONNECT_SECONDS = 10;
const CONNECT_TO_EACH_SECONDS = 3;
/** One connection, for what is seldom: past a pooler, or as the owner. It is given back after half a minute. */
const ONE_AT_TIMES = { max: 1, idleSeconds: 30 };
/** Shortest and longest time that a connection to a server is used, so that not all are made anew at once. */
const LIFE_SECONDS = [1_800, 3_600] as const;
/** Settings that PgBouncer keeps apart for each client. */
const CLIENT = { TimeZone: 'UTC', DateStyle: 'ISO' };
const SESSION = {
  ...CLIENT,
  // Its guess costs more than these statements take: half of a load went into compiling them anew.
  jit: 'off',
  // Backstops for what runs outside asActor and asSystem, which set tighter ones.
  statement_timeout: 120_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 120_000,
};
/** May read and write rows in everybody's reach, and owns nothing; made by the keeper of the cluster. */
const SYSTEM_ROLE = 'diaban_system';
const OWNER_ALONE =
  'DATABASE_OWNER_URL is set, but DATABASE_URL does not sign in as a role that owns nothing. ' +
  'The keeper of the database makes one by server/deploy/roles.sql.';
const POOLED_ALONE =
  'The database is reached through a pooler (PgBouncer) that shares connections among transactions. Set ' +
  'DATABASE_DIRECT_URL to the address of the database itself: changes are followed and migrations run over it.';

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
  const sql = openSql(undefined, {
    // All connections would share one session, so a second one gains nothing and leaks settings.
    max: 1,
    idleSeconds: null,
    lifeSeconds: null,
    connectSeconds: CONNECT_SECONDS,
    options: {
      ...commonOptions(options),
      path: embedded.socketPath,
      user: 'postgres',
      database: 'postgres',
    },
  });
  return await answering({
    kind: 'embedded',
    sql,
    direct: sql,
    owner: sql,
    systemRole: null,
    pooled: false,
    connections: 1,
    openListener: null,
    async close() {
      await sql.end({ timeout: CLOSE_SECONDS });
      await embedded.stop();
    },
  });
}

async function openServer(options: DatabaseOptions, url: string): Promise<Database> {
  const { silence, databaseDirectUrl, databaseOwnerUrl = null } = options;
  const directUrl = databaseDirectUrl ?? url;
  const pooled = directUrl !== url;
  // The name tells the connections of this pool from those of other processes.
  const poolName = `diaban ${randomUUID().slice(0, 8)}`;
  const connect = (more: More, name?: string): Sql => connectTo(options, directUrl, more, name);
  /** Asks over a connection that nobody else uses, and ends it. */
  const askAside = async <T>(ask: (sql: TransactionSql) => Promise<T>): Promise<T> => {
    const aside = connect({ max: 1 });
    try {
      return await aside.begin(ask);
    } finally {
      aside.end({ timeout: 0 }).catch(() => undefined);
    }
  };
  const watched =
    silence === undefined
      ? null
      : watchConnections(silence, {
          countAtWork: () => askAside((sql) => countAtWork(sql, poolName)),
          endForgotten: (milliseconds) =>
            askAside((sql) => endForgotten(sql, poolName, milliseconds)),
        });
  const max = options.maxConnections ?? SERVER_CONNECTIONS;
  const ofPool = { max, ...watched?.ofPool };
  const sql = pooled
    ? openAddress(url, options, { ...CLIENT, application_name: poolName }, ofPool)
    : connect(ofPool, poolName);
  const direct = pooled ? connect(ONE_AT_TIMES) : sql;
  const owner =
    databaseOwnerUrl === null ? direct : connectTo(options, databaseOwnerUrl, ONE_AT_TIMES);
  return await answering({
    kind: 'server',
    sql,
    direct,
    owner,
    systemRole: null,
    pooled,
    connections: max,
    openListener: () => connect({ max: 1 }),
    async close() {
      watched?.stop();
      await Promise.all([
        sql.end({ timeout: CLOSE_SECONDS }),
        pooled ? direct.end({ timeout: CLOSE_SECONDS }) : undefined,
        owner === direct ? undefined : owner.end({ timeout: CLOSE_SECONDS }),
      ]);
    },
  });
}

type More = { max: number } & Partial<
  Pick<SqlOptions, 'idleSeconds' | 'readOnlyOutside' | 'watch'>
>;

/** Connects past any pooler: a session keeps its limits. */
function connectTo(options: DatabaseOptions, url: string, more: More, name = 'diaban'): Sql {
  const ownSession = { readOnlyOutside: true, ...more };
  return openAddress(url, options, { ...SESSION, application_name: name }, ownSession);
}

/** @param connection what a session sets from its start */
function openAddress(
  address: string,
  options: DatabaseOptions,
  connection: Record<string, string | number>,
  more: More,
): Sql {
  const { url, options: own } = connectionAddress(address);
  const [shortest, longest] = LIFE_SECONDS;
  return openSql(url, {
    idleSeconds: null,
    lifeSeconds: shortest + Math.random() * (longest - shortest),
    // A server among several that does not answer is soon passed over.
    connectSeconds: namesSeveral(url) ? CONNECT_TO_EACH_SECONDS : CONNECT_SECONDS,
    options: { ...commonOptions(options), connection, ...own },
    ...more,
  });
}

function namesSeveral(url: string): boolean {
  return /^[^/]*\/\/(?:[^@/]*@)?([^/?]*)/.exec(url)?.[1]?.includes(',') ?? false;
}

/** The first question also opens the connection: an unreachable database fails here, not in a request. */
async function answering(database: Database): Promise<Database> {
  try {
    if (database.kind === 'server') await refusePooler(database.direct);
    if (database.pooled || database.kind === 'embedded') {
      await database.sql.begin((sql) => sql`select 1`);
    }
    return database.kind === 'server' ? await withoutOwnership(database) : database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Finds out if the service signs in as a role that owns nothing. Throws where an owner's address is given beside an owner's. */
async function withoutOwnership(database: Database): Promise<Database> {
  const { ownsNothing } = await database.sql.begin(async (sql) => {
    // A superuser may take over every role.
    const [row] = await sql<{ is: boolean }[]>`
      select not rolsuper and pg_has_role(session_user, system.oid, 'set') as is
      from pg_roles service join (select oid from pg_roles where rolname = ${SYSTEM_ROLE}) system on true
      where service.rolname = session_user`;
    return { ownsNothing: row?.is === true };
  });
  const ownerApart = database.owner !== database.direct;
  if (ownerApart && !ownsNothing) throw new Error(OWNER_ALONE);
  if (!ownsNothing) return database;
  return { ...database, systemRole: SYSTEM_ROLE, owner: ownerApart ? database.owner : null };
}

/** Throws where a pooler has refused or swallowed the settings of the session: it would lose a listener too. */
async function refusePooler(direct: Sql): Promise<void> {
  try {
    const kept = await direct.begin(async (sql) => {
      const [row] = await sql<{ milliseconds: string }[]>`
        select setting as milliseconds from pg_settings where name = 'lock_timeout'`;
      return Number(row?.milliseconds) === SESSION.lock_timeout;
    });
    if (!kept) throw new Error(POOLED_ALONE);
  } catch (error) {
    const refused = error instanceof Error && /unsupported startup parameter/.test(error.message);
    throw refused ? new Error(POOLED_ALONE, { cause: error }) : error;
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
