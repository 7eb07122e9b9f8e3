import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The value of a setting that is valid on a day; undefined when none is. */
export async function readSetting(
  sql: TransactionSql,
  key: string,
  on: IsoDate,
): Promise<{ value: unknown; origin: string; validFrom: IsoDate } | undefined> {
  const [row] = await sql<{ value: unknown; origin: string; validFrom: IsoDate }[]>`
    select value, origin, valid_from
    from setting
    where key = ${key} and valid_from <= ${on}
    order by valid_from desc
    limit 1`;
  return row;
}

/** Every value that a setting has had or will have, ascending by its first day. */
export async function listSettings(
  sql: TransactionSql,
  key: string,
): Promise<{ value: unknown; origin: string; validFrom: IsoDate }[]> {
  return sql<{ value: unknown; origin: string; validFrom: IsoDate }[]>`
    select value, origin, valid_from from setting where key = ${key} order by valid_from`;
}
