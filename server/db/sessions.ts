import type { TransactionSql } from './client.ts';

/**
 * Counts the sessions of a pool in which the database works, without those that only write to a lost client. The pool's
 * connections carry its name.
 */
export async function countAtWork(sql: TransactionSql, poolName: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from pg_stat_activity
    where application_name = ${poolName} and state = 'active'
      and wait_event is distinct from 'ClientWrite'`;
  return row?.count ?? 0;
}

/**
 * Ends the sessions of a pool whose transaction has been in the same state for that long: waiting for the client, or for
 * a lock that it would then keep.
 */
export async function endForgotten(
  sql: TransactionSql,
  poolName: string,
  milliseconds: number,
): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = ${poolName} and xact_start is not null
      and state_change < clock_timestamp() - make_interval(secs => ${milliseconds / 1_000})`;
}
