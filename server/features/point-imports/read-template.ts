import type { TableFormat } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories } from '#server/features/communes/queries.ts';

import { writeTemplate } from './formats/template.ts';
import { listWords } from './word-queries.ts';

/** Gives an empty table with the words that are understood today, those of the office among them. */
export async function readTemplate(
  { database }: Pick<Deps, 'database'>,
  actor: Actor,
  format: TableFormat,
): Promise<Uint8Array> {
  const { categories, taught } = await asActor(database, actor, async (sql) => ({
    categories: await listCategories(sql),
    taught: await listWords(sql),
  }));
  return writeTemplate(format, categories, taught);
}
