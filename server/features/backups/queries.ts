import type { TransactionSql } from '#server/db/client.ts';
import { type AppliedMigration, readApplied } from '#server/db/migrate.ts';

const CURSOR = 'reading_in_pieces';

/**
 * The statements here name every table and column of the database, so the database writes their text:
 * names come out of its own catalogue, quoted by itself, and values travel as parameters.
 */
export type TableStatements = { name: string; read: string; write: string; empty: string };

/**
 * Sessions, links and stored answers are short-lived, and a session or a link must not come back. The changes since a copy of the map,
 * and the identity, belong to one database only.
 */
const LEFT_OUT = [
  'schema_migration',
  'app_session',
  'app_verification',
  'app_rate_limit',
  'sign_in_attempt',
  'spent_code',
  'access_link',
  'idempotency_record',
  'point_change',
  'engine_copy',
  'database_identity',
];

/** Statements to read each row of a table as a JSON array of texts, to write such arrays, and to empty it. */
export async function listTableStatements(sql: TransactionSql): Promise<TableStatements[]> {
  return sql<TableStatements[]>`
    with field as (
      select
        pg_class.relname as table_name, quote_ident(pg_attribute.attname) as name,
        format_type(pg_attribute.atttypid, pg_attribute.atttypmod) as type,
        row_number() over (partition by pg_class.oid order by pg_attribute.attnum) - 1 as place
      from pg_class
      join pg_attribute on pg_attribute.attrelid = pg_class.oid
      where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind = 'r'
        and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
        and pg_attribute.attgenerated = ''
        and not (pg_class.relname = any (${LEFT_OUT}))
        and not exists (
          select from pg_depend
          where pg_depend.classid = 'pg_class'::regclass and pg_depend.objid = pg_class.oid
            and pg_depend.deptype = 'e'
        )
    )
    select
      table_name as name,
      format(
        'select to_jsonb(array[%s]::text[])::text as line from %I',
        string_agg(name || '::text', ', ' order by place), table_name
      ) as read,
      format(
        'insert into %I (%s) overriding system value select %s from jsonb_array_elements($1::text::jsonb) given(line)',
        table_name,
        string_agg(name, ', ' order by place),
        string_agg(format('(line ->> %s)::%s', place, type), ', ' order by place)
      ) as write,
      format('delete from %I', table_name) as empty
    from field
    group by table_name
    order by table_name`;
}

/** Lists the migrations that made the tables, in order; empty where there are no tables. */
export async function listAppliedMigrations(sql: TransactionSql): Promise<AppliedMigration[]> {
  const [found] = await sql`select to_regclass('public.schema_migration') as name`;
  return found?.['name'] === null ? [] : [...(await readApplied(sql)).values()];
}

/** Lifts the time limits of a transaction that waits for a disk between its statements, or for every row of a table. */
export async function allowLongPauses(sql: TransactionSql): Promise<void> {
  await sql`
    select
      set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`;
}

export type SequenceState = { name: string; lastValue: number; isCalled: boolean };

export async function listSequences(sql: TransactionSql): Promise<SequenceState[]> {
  return sql<SequenceState[]>`
    select
      sequencename as name, coalesce(last_value, start_value) as last_value,
      last_value is not null as is_called
    from pg_sequences
    where schemaname = 'public'
    order by sequencename`;
}

export async function setSequence(sql: TransactionSql, state: SequenceState): Promise<void> {
  await sql`
    select setval(quote_ident(${state.name})::regclass, ${state.lastValue}::bigint, ${state.isCalled})`;
}

/** Rows of one table in pieces of a thousand, each row a JSON array as text. */
export function readRows(
  sql: TransactionSql,
  table: TableStatements,
): AsyncIterable<{ line: string }[]> {
  return readInPieces(sql, table.read, 1_000);
}

/** @param lines rows as {@link readRows} gave them */
export async function writeRows(
  sql: TransactionSql,
  table: TableStatements,
  lines: readonly string[],
): Promise<void> {
  await sql.unsafe(table.write, [`[${lines.join(',')}]`]);
}

/** True while nobody has an account, nothing is listed, and nothing was logged. */
export async function isUnused(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ unused: boolean }[]>`
    select
      not exists (select from app_user) and not exists (select from point)
      and not exists (select from audit_entry) as unused`;
  return row?.unused ?? false;
}

/**
 * Runs `load` with no trigger firing and no reference checked, and then checks all references at once by
 * declaring them anew. The owner of the tables may do so; no superuser is needed.
 */
export async function withoutReferences(
  sql: TransactionSql,
  tables: readonly TableStatements[],
  load: () => Promise<void>,
): Promise<void> {
  const references = await sql<{ drop: string; declare: string }[]>`
    select
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format(
        'alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)
      ) as declare
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace`;
  const triggers = await sql<{ disable: string; enable: string }[]>`
    select
      format('alter table %I disable trigger user', name) as disable,
      format('alter table %I enable trigger user', name) as enable
    from unnest(${tables.map((table) => table.name)}::text[]) given(name)`;
  for (const { drop } of references) await sql.unsafe(drop);
  for (const { disable } of triggers) await sql.unsafe(disable);
  for (const { empty } of tables) await sql.unsafe(empty);
  await load();
  for (const { enable } of triggers) await sql.unsafe(enable);
  for (const { declare } of references) await sql.unsafe(declare);
}

/** Reads the size of the database on its disk. */
export async function readDatabaseBytes(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_database_size(current_database())::float8 as bytes`;
  return row?.bytes ?? 0;
}

/**
 * Removes all tables, views, functions and types of the program, so that its migrations can make them anew. What belongs
 * to an extension stays.
 */
export async function dropOwnTables(sql: TransactionSql): Promise<void> {
  const own = await sql<{ drop: string }[]>`
    select format('drop %s if exists %s cascade', kind, name) as drop
    from (
      select
        1 as turn, oid, 'pg_class'::regclass as catalog, oid::regclass::text as name,
        case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end
          as kind
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
      union all
      select 2, oid, 'pg_proc'::regclass, oid::regprocedure::text, 'routine'
      from pg_proc
      where pronamespace = 'public'::regnamespace
      union all
      select 3, oid, 'pg_type'::regclass, oid::regtype::text, 'type'
      from pg_type
      where typnamespace = 'public'::regnamespace and typtype in ('d', 'e')
    ) found
    where not exists (
      select from pg_depend
      where pg_depend.classid = found.catalog and pg_depend.objid = found.oid and pg_depend.deptype in ('e', 'a', 'i')
    )
    order by turn`;
  for (const { drop } of own) await sql.unsafe(drop);
}

/** Gives a transaction of the owner the rights of the system, which may write to the log. */
export async function actAsSystem(sql: TransactionSql): Promise<void> {
  await sql`
    select set_config('diaban.role', 'system', true), set_config('diaban.reach', 'city', true)`;
}

/** Tests if the log tells of a restore: then it was committed. */
export async function hasRestored(sql: TransactionSql, id: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (
      select from audit_entry
      where action = 'installation.restore' and subject_kind = 'installation' and subject_id = ${id}
    ) as found`;
  return row?.found ?? false;
}

/**
 * Reads the rows of a statement in pieces, over a cursor of the transaction: one such reading at a time. Fails where the
 * connection is lost, and never ends early.
 * @param statement SQL of one query, without parameters
 * @param rows most rows of a piece
 */
export async function* readInPieces<Row extends object>(
  sql: TransactionSql,
  statement: string,
  rows: number,
): AsyncGenerator<Row[]> {
  await sql.unsafe(`declare ${CURSOR} no scroll cursor for ${statement}`);
  for (;;) {
    const piece = await sql.unsafe<Row[]>(`fetch ${rows} from ${CURSOR}`);
    if (piece.length > 0) yield piece;
    if (piece.length < rows) break;
  }
  await sql.unsafe(`close ${CURSOR}`);
}
