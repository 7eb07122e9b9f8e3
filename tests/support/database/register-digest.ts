import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Tables that hold the trace of requests and imports, or what the machinery remembers: no part of the register. */
const TRACES: ReadonlySet<string> = new Set([
  'account_visit',
  'app_session',
  'audit_entry',
  'audit_head',
  'audit_leaf',
  'audit_node',
  'audit_tree',
  'audit_waiting',
  'engine_copy',
  'idempotency_record',
  'import_mapping',
  'import_row',
  'import_run',
  'log_key',
  'point_change',
  'sign_in_attempt',
]);

/** Computes a hash over all rows of each table but the traces, by the name of the table. */
export async function registerDigest(database: Database): Promise<Record<string, string>> {
  return asSystem(database, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not exists (
          select from pg_depend where pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
        )
      order by relname`;
    const digest: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !TRACES.has(table.name))) {
      const [row] = await sql<{ hash: string }[]>`
        select md5(coalesce(string_agg(whole::text, e'\n' order by whole::text), '')) as hash
        from ${sql(name)} whole`;
      digest[name] = row?.hash ?? '';
    }
    return digest;
  });
}
