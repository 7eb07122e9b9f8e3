import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Wrong tries under a key, and the moment that the next one has to wait for where it was told one. */
export type Counter = { count: number; readyAt: IsoInstant | null };

/**
 * Locks the counter of a key until the transaction ends, and reads it; one that was last used too long ago begins anew.
 * Whoever needs several locks them in one order.
 */
export async function lockCounter(
  sql: TransactionSql,
  key: string,
  { now, rememberedSeconds }: { now: IsoInstant; rememberedSeconds: number },
): Promise<Counter> {
  const [row] = await sql<Counter[]>`
    insert into sign_in_attempt as attempt (key, count, window_started_at)
    values (${key}, 0, ${now}::timestamptz)
    on conflict (key) do update set
      count = case
        when attempt.window_started_at + make_interval(secs => ${rememberedSeconds}) <= ${now}::timestamptz
          then 0
        else attempt.count
      end,
      ready_at = case
        when attempt.window_started_at + make_interval(secs => ${rememberedSeconds}) > ${now}::timestamptz
          then attempt.ready_at
      end
    returning count, ready_at`;
  if (row === undefined) throw new Error('The counter was not kept');
  return row;
}

export async function saveCounter(
  sql: TransactionSql,
  key: string,
  { count, readyAt, now }: Counter & { now: IsoInstant },
): Promise<void> {
  await sql`
    update sign_in_attempt
    set count = ${count}, ready_at = ${readyAt}, window_started_at = ${now}
    where key = ${key}`;
}
