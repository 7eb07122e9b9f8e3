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

/** Reads the values of several settings that are valid on a day; a setting without one is left out. */
export async function readSettings<Key extends string>(
  sql: TransactionSql,
  keys: readonly Key[],
  on: IsoDate,
): Promise<ReadonlyMap<Key, unknown>> {
  const rows = await sql<{ key: Key; value: unknown }[]>`
    select distinct on (key) key, value
    from setting
    where key = any (${[...keys]}::text[]) and valid_from <= ${on}
    order by key, valid_from desc`;
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Every value that a setting has had or will have, ascending by its first day. */
export async function listSettings(
  sql: TransactionSql,
  key: string,
): Promise<{ value: unknown; origin: string; validFrom: IsoDate }[]> {
  return sql<{ value: unknown; origin: string; validFrom: IsoDate }[]>`
    select value, origin, valid_from from setting where key = ${key} order by valid_from`;
}
