import type { TransactionSql } from '#server/db/client.ts';

/** Sends an empty message on a channel once the transaction is committed. */
export async function say(sql: TransactionSql, channel: string): Promise<void> {
  await sql`select pg_notify(${channel}, '')`;
}
