import type { PreferenceChange } from '#server/contract/preference.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** The choices of an account as they are kept; null where it never chose. */
export async function readChoices(sql: TransactionSql, accountId: string): Promise<unknown> {
  const [row] = await sql<{ choices: unknown }[]>`
    select choices from account_preference where account_id = ${accountId}`;
  return row?.choices ?? null;
}

/** Keeps the choices that change beside the others, and gives all of them back. */
export async function saveChoices(
  sql: TransactionSql,
  accountId: string,
  change: PreferenceChange,
  now: IsoInstant,
): Promise<unknown> {
  const [row] = await sql<{ choices: unknown }[]>`
    insert into account_preference (account_id, choices, updated_at)
    values (${accountId}, ${JSON.stringify(change)}::text::jsonb, ${now})
    on conflict on constraint account_preference_pkey do update
    set
      choices = account_preference.choices || excluded.choices,
      updated_at = excluded.updated_at
    returning choices`;
  return row?.choices ?? null;
}
