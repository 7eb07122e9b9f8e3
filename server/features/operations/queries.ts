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

/** Fails when the database does not answer. */
export async function pingDatabase(sql: TransactionSql): Promise<void> {
  await sql`select 1`;
}
