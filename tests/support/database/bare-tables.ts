import type { Database, TransactionSql } from '#server/db/client.ts';
import { asOwner, asSystem } from '#server/db/transaction.ts';

import type { Prepared } from './test-database.ts';

/** Takes out constraints and triggers, but for primary keys. */
const BARE = `
do $bare$
declare
  one record;
begin
  for one in
    select format('alter table %I %s', pg_class.relname, string_agg(command, ', ' order by rank)) as statement
    from pg_class
    cross join lateral (
      select 1 as rank, format('drop constraint if exists %I cascade', conname) as command
      from pg_constraint where conrelid = pg_class.oid and contype in ('c', 'f', 'u', 'x')
      union all
      select 2, format('alter column %I drop not null', attname)
      from pg_attribute
      where attrelid = pg_class.oid and attnum > 0 and attnotnull and attidentity = ''
        and not exists (
          select from pg_constraint
          where conrelid = pg_class.oid and contype = 'p' and attnum = any (conkey)
        )
      union all
      select 3, 'disable trigger user'
    ) as commands
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    group by pg_class.oid, pg_class.relname
  loop
    execute one.statement;
  end loop;
  for one in
    select indexrelid::regclass as name
    from pg_index
    join pg_class on pg_class.oid = indrelid
    where relnamespace = 'public'::regnamespace and indisunique and not indisprimary
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
  loop
    execute format('drop index %s', one.name);
  end loop;
end
$bare$`;

/** Tables without constraints and triggers: a row has only the columns that matter to a test. */
export const BARE_TABLES: Prepared = {
  name: 'bare',
  enter: (database) =>
    asOwner(database, async (sql) => {
      await sql.unsafe(BARE);
    }),
};

/** Ends the transaction of {@link undone}. */
class Undone extends Error {}

/** Works on rows as the system and takes them back, so that the next test finds none. `now()` stands still meanwhile. */
export async function undone(
  database: Database,
  work: (sql: TransactionSql) => Promise<void>,
): Promise<void> {
  const done = asSystem(database, async (sql) => {
    await work(sql);
    throw new Undone();
  });
  await done.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

/** Tries a statement and goes on. @returns the name of the rule that refused it; null where none did */
export async function refusalOf(sql: TransactionSql, statement: string): Promise<string | null> {
  await sql.unsafe('savepoint before');
  try {
    await sql.unsafe(statement);
    return null;
  } catch (error) {
    return error instanceof Error && 'constraint_name' in error
      ? String(error.constraint_name)
      : String(error);
  } finally {
    await sql.unsafe('rollback to savepoint before');
  }
}

/** Enters a row without asking a trigger, then turns those of its table on. */
export async function enterRow(sql: TransactionSql, table: string, row: string): Promise<void> {
  const columns = Object.keys(JSON.parse(row) as object).join(', ');
  const values = `(${columns}) overriding system value
    select ${columns} from jsonb_populate_record(null::public.${table}, '${row}')`;
  await sql.unsafe(`insert into public.${table} ${columns === '' ? 'default values' : values}`);
  await sql.unsafe(`alter table ${table} enable trigger user`);
}
