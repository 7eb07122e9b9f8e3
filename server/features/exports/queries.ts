import type { TransactionSql } from '#server/db/client.ts';

export async function readAccountName(sql: TransactionSql, accountId: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select app_user.name from app_user where app_user.id = ${accountId}`;
  return row?.name ?? accountId;
}
