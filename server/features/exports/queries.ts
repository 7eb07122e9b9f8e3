import type { TransactionSql } from '#server/db/client.ts';

export async function readAccountName(sql: TransactionSql, accountId: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`
    select app_user.name from app_user where app_user.id = ${accountId}`;
  return row?.name ?? accountId;
}

/** Tells if one of the codes belongs to no category, or to no commune of today or earlier. */
export async function hasUnknownCode(
  sql: TransactionSql,
  { categories, communes }: { categories: readonly string[]; communes: readonly string[] },
): Promise<boolean> {
  const [row] = await sql<{ unknown: boolean }[]>`
    select exists (
      select from unnest(${[...categories]}::text[]) as given (code)
      where not exists (select from category where category.code = given.code)
    ) or exists (
      select from unnest(${[...communes]}::text[]) as given (code)
      where not exists (select from commune where commune.code = given.code)
    ) as unknown`;
  return row?.unknown ?? true;
}
