import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type KyselyPlugin,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Columns that better-auth compares as `Date`; our client hands instants over as text. */
const INSTANTS = new Set([
  'createdAt',
  'updatedAt',
  'expiresAt',
  'lockedUntil',
  'disabledAt',
  'accessTokenExpiresAt',
  'refreshTokenExpiresAt',
]);
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * Runs better-auth's statements on the application's own pool, each in a transaction of its own. It must be the same
 * pool: the embedded database has one session, so a second connection would fall into the transaction of another
 * request and run there with that request's role.
 */
export function kyselyOn(database: Database): Kysely<unknown> {
  const dialect: Dialect = {
    createDriver: () => driverOn(database),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
  return new Kysely<unknown>({ dialect, plugins: [new CamelCasePlugin(), instantsAsDates] });
}

/** No connection is held between two statements, so there is nothing to acquire and nothing to release. */
function driverOn(database: Database): Driver {
  const connection: DatabaseConnection = {
    executeQuery: (query) => execute(database, query),
    streamQuery: () => refuse('streams'),
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    destroy: async () => {},
    beginTransaction: () => refuse('transactions'),
    commitTransaction: () => refuse('transactions'),
    rollbackTransaction: () => refuse('transactions'),
  };
}

async function execute<Row>(database: Database, query: CompiledQuery): Promise<QueryResult<Row>> {
  return asSystem(database, async (sql) => {
    const result = await sql.unsafe(query.sql, [...query.parameters] as never[]);
    const rows = [...result] as Row[];
    return WRITES.has(result.command) ? { rows, numAffectedRows: BigInt(result.count) } : { rows };
  });
}

function refuse(what: string): never {
  throw new Error(`better-auth is configured without ${what}`);
}

const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) =>
    Promise.resolve({ ...result, rows: result.rows.map((row) => withDates(row)) }),
};

function withDates(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      INSTANTS.has(column) && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}
