import type { TransactionSql } from '#server/db/client.ts';

/** True when the database holds the invented story and not a city's register. */
export async function isDemo(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`
    select exists (
      select from setting where key = 'demo' and value = 'true'::jsonb
    ) as demo
  `;
  return row?.demo ?? false;
}

export type DatabaseFacts = {
  version: string;
  postgis: string;
  bytes: number;
  migrations: number;
  lastMigration: string;
};

/** Reads versions, size and the last migration. */
export async function readDatabaseFacts(sql: TransactionSql): Promise<DatabaseFacts> {
  const [row] = await sql<DatabaseFacts[]>`
    select
      current_setting('server_version') as version,
      postgis_lib_version() as postgis,
      pg_database_size(current_database())::float8 as bytes,
      (select count(*)::int from schema_migration) as migrations,
      (select name from schema_migration order by number desc limit 1) as last_migration`;
  if (row === undefined) throw new Error('the database tells nothing of itself');
  return row;
}

/** Lists the largest tables with their indexes, bytes. */
export async function listLargestTables(
  sql: TransactionSql,
): Promise<{ table: string; bytes: number }[]> {
  return sql<{ table: string; bytes: number }[]>`
    select relname::text as table, pg_total_relation_size(oid)::float8 as bytes
    from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by bytes desc, relname
    limit 8`;
}

/** Counts photos and papers, and their bytes. */
export async function countAttachments(
  sql: TransactionSql,
): Promise<{ files: number; bytes: number }> {
  const [row] = await sql<{ files: number; bytes: number }[]>`
    select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes from attachment`;
  return row ?? { files: 0, bytes: 0 };
}
