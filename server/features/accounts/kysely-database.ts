import { CamelCasePlugin, Kysely, type KyselyPlugin } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';

import type { Sql } from '#server/db/client.ts';

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

/**
 * The application's own pool for better-auth's statements. It must be the same pool: the embedded
 * database has one session, so a second connection would fall into the transaction of another
 * request and run there under that request's role.
 */
export function kyselyOn(sql: Sql): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: new PostgresJSDialect({ postgres: sql }),
    plugins: [new CamelCasePlugin(), instantsAsDates],
  });
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
