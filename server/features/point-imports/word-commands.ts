import type { ImportWord, NewImportWord } from '#server/contract/import-word.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories } from '#server/features/communes/queries.ts';

import { insertWord, listWords, withdrawWord } from './claim-queries.ts';
import { categoryLookup, foldWord } from './formats/category-words.ts';

type Writer = Pick<Deps, 'database' | 'clock'>;

/**
 * Teaches the import a word for a category, for everybody's lists from now on.
 * @returns all words
 * @throws AppError `point.category_unknown`, `import.word_understood` for a word that needs no teaching,
 * `import.word_taken`, `text.personal_data`
 */
export async function teachWord(
  { database, clock }: Writer,
  actor: Actor,
  { word, category }: NewImportWord,
): Promise<ImportWord[]> {
  refuseForbiddenText({ word });
  return writeAsActor(database, actor, async (sql) => {
    const categories = await listCategories(sql);
    if (!categories.some(({ code }) => code === category)) {
      throw new AppError('point.category_unknown', { parameters: { category } });
    }
    const folded = foldWord(word);
    if (folded === '' || categoryLookup(categories).has(folded)) {
      throw new AppError('import.word_understood', { parameters: { word } });
    }
    const id = await insertWord(
      sql,
      { word, folded, category },
      { accountId: actor.accountId, at: clock.now() },
    );
    await appendAudit(sql, clock, {
      action: 'points.import_word',
      subjectKind: 'import_word',
      subjectId: id,
      detail: { category },
    });
    return listWords(sql);
  });
}

/**
 * Takes a word back: lists that are read from now on do not know it. What was imported with it stays.
 * @returns all words
 * @throws AppError `import.word_not_found`
 */
export async function takeWordBack(
  { database, clock }: Writer,
  actor: Actor,
  id: number,
): Promise<ImportWord[]> {
  return writeAsActor(database, actor, async (sql) => {
    const by = { accountId: actor.accountId, at: clock.now() };
    if (!(await withdrawWord(sql, id, by))) throw new AppError('import.word_not_found');
    await appendAudit(sql, clock, {
      action: 'points.import_word_withdraw',
      subjectKind: 'import_word',
      subjectId: id,
    });
    return listWords(sql);
  });
}
