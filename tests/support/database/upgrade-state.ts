import { createHash } from 'node:crypto';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { readApplied } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { listTableStatements, readRows } from '#server/features/backups/queries.ts';

export type UpgradeState = {
  /** Number of migrations that were applied. */
  migrations: number;
  /** Hash over tables, columns, constraints, indexes, functions, triggers and policies. */
  catalogue: string;
  /** Hash over all rows of each table. */
  rows: Record<string, string>;
  /** Rows of each table. */
  counts: Record<string, number>;
};

/** Reads what an upgrade changes: the applied migrations, the catalogue and all rows. */
export async function readUpgradeState(database: Database): Promise<UpgradeState> {
  return asSystem(database, async (sql) => {
    const rows: Record<string, string> = {};
    const counts: Record<string, number> = {};
    for (const table of await listTableStatements(sql)) {
      const lines: string[] = [];
      for await (const some of readRows(sql, table)) lines.push(...some.map(({ line }) => line));
      rows[table.name] = hashOf(lines);
      counts[table.name] = lines.length;
    }
    const { size } = await readApplied(sql);
    return { migrations: size, catalogue: await hashOfCatalogue(sql), rows, counts };
  });
}

/** True when the log of a database of this version is whole. */
export async function hasWholeLog(database: Database): Promise<boolean> {
  return asSystem(database, async (sql) => (await verifyAudit(sql, null)).ok);
}

const hashOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');

async function hashOfCatalogue(sql: TransactionSql): Promise<string> {
  const lines = await sql<{ line: string }[]>`
    with own as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and not exists (
        select from pg_depend where pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
      )
    )
    select concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull) as line
    from own join pg_attribute on attrelid = own.oid
    where attnum > 0 and not attisdropped
    union all
    select concat_ws(' ', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    from own join pg_constraint on conrelid = own.oid
    union all
    select concat_ws(' ', relname, pg_get_indexdef(indexrelid)) from own join pg_index on indrelid = own.oid
    union all
    select concat_ws(' ', relname, pg_get_triggerdef(pg_trigger.oid), tgenabled)
    from own join pg_trigger on tgrelid = own.oid
    where not tgisinternal
    union all
    select concat_ws(
      ' ', relname, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
    )
    from own join pg_policy on polrelid = own.oid
    union all
    select concat_ws(' ', proname, md5(prosrc))
    from pg_proc
    where pronamespace = 'public'::regnamespace and not exists (
      select from pg_depend where pg_depend.objid = pg_proc.oid and pg_depend.deptype = 'e'
    )`;
  return hashOf(lines.map(({ line }) => line));
}
