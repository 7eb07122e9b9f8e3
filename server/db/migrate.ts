import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PROJECT_ROOT } from '#server/program.ts';

import type { Database, TransactionSql } from './client.ts';
import { asOwner, asSystem } from './transaction.ts';

/**
 * Lets the role `diaban_system` read and write the rows of each table that it may not read yet, as the owner of the
 * tables; it does nothing where the cluster has no such role. Rows that are never changed can be added alone, and what
 * was migrated can only be read. See `server/deploy/roles.sql`.
 */
async function admitSystemRole(sql: TransactionSql): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = 'diaban_system'`;
  if (found !== undefined) await sql.unsafe(GRANTS).simple();
}

const GRANTS = `
do $$
declare
  made record;
begin
  grant usage on schema public to diaban_system;
  for made in
    select
      oid::regclass as name,
      exists (
        select from pg_trigger
        where tgrelid = pg_class.oid and tgfoid = 'refuse_change'::regproc and tgtype & 24 = 24
      ) as is_added_to_alone
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and pg_has_role(relowner, 'usage')
      and not has_table_privilege('diaban_system', oid, 'select, insert')
  loop
    if made.name = 'schema_migration'::regclass then
      grant select on schema_migration to diaban_system;
    elsif made.is_added_to_alone then
      execute format('grant select, insert on %s to diaban_system', made.name);
    else
      execute format('grant select, insert, update, delete on %s to diaban_system', made.name);
    end if;
  end loop;
  for made in
    select oid::regclass as name
    from pg_sequence join pg_class on oid = seqrelid
    where relnamespace = 'public'::regnamespace
      and pg_has_role(relowner, 'usage')
      and not has_sequence_privilege('diaban_system', seqrelid, 'usage')
  loop
    execute format('grant usage, select, update on sequence %s to diaban_system', made.name);
  end loop;
  for made in
    select oid::regprocedure as name from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f'
      and pg_has_role(proowner, 'usage')
      and not has_function_privilege('diaban_system', oid, 'execute')
  loop
    execute format('grant execute on function %s to diaban_system', made.name);
  end loop;
end
$$`;

export type Migration = { number: number; name: string; text: string; checksum: string };

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;
/** Checksums of earlier texts with the same effect on a database that they had been applied to. */
const SAME_EFFECT = new Map([
  // Refused an owner without superuser rights who already was a member of the role.
  ['0001-foundation.sql', '6420dab6988da5b4afecd8263aa5fda2555a021dff45ce331b8d4b9da366d898'],
]);
/** Any number will do, as long as nobody else uses it. */
const LOCK_KEY = 46_2024;

/** The folder of the migrations that belong to this version of the program. */
export const MIGRATIONS_DIRECTORY = join(PROJECT_ROOT, 'server/db/migrations');

/**
 * Brings the database to the state of the migrations: forward only, each file once, all that are missing in one
 * transaction. So a program that is killed, or a migration that fails, leaves the tables of the version before, which
 * goes on serving. Throws when an applied file was edited, one is missing before an applied one, or the database is
 * newer than the program, and where migrations are missing that only the owner of the tables could apply.
 * @param last the number to stop after: an old backup is loaded into the tables that it was taken from
 */
export async function migrate(
  database: Database,
  directory: string = MIGRATIONS_DIRECTORY,
  last: number = Number.POSITIVE_INFINITY,
): Promise<{ applied: string[] }> {
  if (database.owner !== null) {
    return asOwner(database, (sql) => migrateWithin(sql, database.kind, { directory, last }));
  }
  const { pending } = await listPending(database, directory);
  if (pending.length === 0) return { applied: [] };
  throw new Error(
    `The database lacks ${pending.join(', ')}, and DATABASE_URL signs in as a role that owns nothing: ` +
      'run `npm run cli -- migrate` with DATABASE_OWNER_URL first.',
  );
}

/** Applies the migrations that are missing, as {@link migrate} does, within a transaction of the owner. */
export async function migrateWithin(
  sql: TransactionSql,
  kind: Database['kind'],
  {
    directory = MIGRATIONS_DIRECTORY,
    last = Number.POSITIVE_INFINITY,
  }: { directory?: string; last?: number } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(directory);
  // Another process may have applied them a moment ago: it is waited for, and the list is read after that.
  await lock(sql, kind);
  const known = await readApplied(sql);
  refuseDifferences(migrations, known);
  const missing = migrations.filter(({ number }) => number <= last && !known.has(number));
  for (const migration of missing) await apply(sql, migration);
  if (kind === 'server') await admitSystemRole(sql);
  return { applied: missing.map(({ name }) => name) };
}

/**
 * Lists the migrations that {@link migrate} would apply, and the number of those that have been. Changes nothing. Throws
 * where `migrate` refuses.
 */
export async function listPending(
  database: Database,
  directory: string = MIGRATIONS_DIRECTORY,
): Promise<{ applied: number; pending: string[] }> {
  const migrations = await readMigrations(directory);
  return asSystem(database, async (sql) => {
    const [found] = await sql`select to_regclass('public.schema_migration') as name`;
    const known: Applied = found?.['name'] === null ? new Map() : await readApplied(sql);
    refuseDifferences(migrations, known);
    const pending = migrations.filter(({ number }) => !known.has(number));
    return { applied: known.size, pending: pending.map(({ name }) => name) };
  });
}

async function apply(
  sql: TransactionSql,
  { number, name, text, checksum }: Migration,
): Promise<void> {
  try {
    await sql.unsafe(text).simple();
    // A check that a migration leaves for the commit would keep the next one from changing the table.
    await sql`set constraints all immediate`;
    await sql`set constraints all deferred`;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${name} failed: ${because}`, { cause: error });
  }
  await sql`
    insert into schema_migration (number, name, checksum)
    values (${number}, ${name}, ${checksum})`;
}

/** The files of a folder in order; numbers may be left out. Throws on a number used twice or a name that is none. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const [, digits] = FILE_NAME.exec(name) ?? [];
      if (digits === undefined) throw new Error(`Not the name of a migration: ${name}`);
      const number = Number(digits);
      if (names[index - 1]?.startsWith(`${digits}-`) === true) {
        throw new Error(
          `Two migrations have the number ${digits}: ${names[index - 1]} and ${name}.`,
        );
      }
      // A checkout may turn the ends of lines round, which is not an edit.
      const text = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { number, name, text, checksum };
    }),
  );
}

export type AppliedMigration = Omit<Migration, 'text'>;
type Applied = Map<number, AppliedMigration>;

/** The embedded database has one process by its folder's lock, and no advisory locks worth the name. */
async function lock(sql: TransactionSql, kind: Database['kind']): Promise<void> {
  if (kind === 'server') await sql`select pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
  // A migration may rewrite a large table: no timeout of the connection applies.
  await sql`
    select
      set_config('client_min_messages', 'warning', true),
      set_config('statement_timeout', '0', true)`;
  await sql`
    create table if not exists schema_migration (
      number integer constraint schema_migration_pkey primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
}

/** True when the tables are those of this program: no migration of its own is missing, and none of a newer one is there. */
export async function hasOwnTables(sql: TransactionSql): Promise<boolean> {
  own ??= await readMigrations(MIGRATIONS_DIRECTORY);
  const applied = await readApplied(sql);
  return applied.size === own.length && own.every(({ number }) => applied.has(number));
}
/** The files do not change while the program runs. */
let own: readonly Migration[] | null = null;

/** Reads the migrations that made the tables, in order. */
export async function readApplied(sql: TransactionSql): Promise<Applied> {
  const rows = await sql<AppliedMigration[]>`
    select number, name, checksum from schema_migration order by number`;
  return new Map(rows.map((row) => [row.number, row]));
}

/** True when a database that knows the checksum has what the file makes: its text, or an earlier one of the same effect. */
export function hasSameEffect(file: Migration, checksum: string): boolean {
  return file.checksum === checksum || SAME_EFFECT.get(file.name) === checksum;
}

function refuseDifferences(migrations: readonly Migration[], applied: Applied): void {
  for (const [index, [number, { name, checksum }]] of [...applied].entries()) {
    const file = migrations.find((migration) => migration.number === number);
    const expected = migrations[index];
    if (file !== undefined && expected !== undefined && expected !== file) {
      throw new Error(`The database holds migration ${name}, but not ${expected.name} before it.`);
    }
    if (file === undefined) {
      throw new Error(
        `The database is newer than this program: it holds migration ${name}. Start the newer program.`,
      );
    }
    if (!hasSameEffect(file, checksum)) {
      throw new Error(
        `Migration ${name} was changed after it had been applied. Restore the file; write a new one for the change.`,
      );
    }
  }
}
