import type { ImportWord } from '#server/contract/import-word.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the words that the office has taught the import, by their spelling. */
export async function listWords(sql: TransactionSql): Promise<ImportWord[]> {
  return sql<ImportWord[]>`
    select import_word.id, import_word.word, import_word.category, app_user.name as set_by, import_word.set_at
    from import_word
    join app_user on app_user.id = import_word.set_by
    where import_word.withdrawn_at is null
    order by import_word.folded`;
}

/** Adds a word. The database refuses a second one with the same fold, and an unknown category. */
export async function insertWord(
  sql: TransactionSql,
  given: { word: string; folded: string; category: string },
  by: { accountId: string; at: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into import_word (word, folded, category, set_by, set_at)
    values (${given.word}, ${given.folded}, ${given.category}, ${by.accountId}, ${by.at})
    returning id`;
  if (row === undefined) throw new Error('an inserted word returned no id');
  return row.id;
}

/** Takes a word back. @returns false when there is none in use under this id */
export async function withdrawWord(
  sql: TransactionSql,
  id: number,
  by: { accountId: string; at: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update import_word set withdrawn_by = ${by.accountId}, withdrawn_at = ${by.at}
    where id = ${id} and withdrawn_at is null
    returning id`;
  return rows.length > 0;
}
