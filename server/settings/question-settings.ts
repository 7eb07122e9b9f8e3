import { QuestionSettings } from '#server/contract/question.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { readSetting } from './queries.ts';

/** Reads the measures by which questions arise (`question.patterns`), and who says so. */
export async function readQuestionSettings(
  sql: TransactionSql,
  on: IsoDate,
): Promise<{ settings: QuestionSettings; origin: string }> {
  const setting = await readSetting(sql, 'question.patterns', on);
  return { settings: QuestionSettings.parse(setting?.value), origin: setting?.origin ?? '' };
}
