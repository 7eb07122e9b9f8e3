import * as z from 'zod';

import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

const Week = z.object({ firstWeekday: z.number().int().min(1).max(7) });

/** On which weekday a reported week begins (1 Monday … 7 Sunday), and who says so (`weekly_sheet.week`). */
export async function readSheetWeek(
  sql: TransactionSql,
  on: IsoDate,
): Promise<{ firstWeekday: number; origin: string }> {
  const setting = await readSetting(sql, 'weekly_sheet.week', on);
  return { ...Week.parse(setting?.value), origin: setting?.origin ?? '' };
}
