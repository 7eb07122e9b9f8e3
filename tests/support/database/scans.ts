import type { Database, TransactionSql } from '#server/db/client.ts';
import { processorTime } from '#tests/support/timing.ts';

export type Scan = { table: string; whole: number; byIndex: number };
export type Work = (sql: TransactionSql) => Promise<unknown>;

/** Lists the tables that some work of a transaction reads whole, and those it reads by an index; milliseconds of processor time. */
export async function scansOfWork(
  sql: TransactionSql,
  database: Database,
  work: Work,
): Promise<{ scans: Scan[]; milliseconds: number }> {
  // The counters of a session that has just done something else are not at nought.
  const before = new Map((await readScans(sql)).map((scan) => [scan.table, scan]));
  const milliseconds = await processorTime(() => work(sql), database);
  const scans = (await readScans(sql)).map(({ table, whole, byIndex }) => ({
    table,
    whole: whole - (before.get(table)?.whole ?? 0),
    byIndex: byIndex - (before.get(table)?.byIndex ?? 0),
  }));
  return { scans: scans.filter((scan) => scan.whole + scan.byIndex > 0), milliseconds };
}

async function readScans(sql: TransactionSql): Promise<Scan[]> {
  return sql<Scan[]>`
    select
      relname as table, coalesce(seq_scan, 0)::integer as whole,
      coalesce(idx_scan, 0)::integer as by_index
    from pg_stat_xact_user_tables`;
}
