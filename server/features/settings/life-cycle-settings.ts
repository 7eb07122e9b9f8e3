import * as z from 'zod';

import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { WatchRule } from '#server/features/life-cycle/flag-intervals.ts';

import { readSetting } from './queries.ts';

const Schedule = z.object({
  days: z.array(z.number().int().positive()).min(1),
  leadDays: z.number().int().min(0),
  watchDays: z.number().int().positive(),
});
const AnswerPeriod = z.object({
  days: z.number().int().positive(),
  kind: z.enum(['calendar', 'working']),
});

/** When closed places are looked at, as the setting of that day says (`check.schedule`). */
export async function readWatchRule(sql: TransactionSql, on: IsoDate): Promise<WatchRule> {
  const setting = Schedule.parse((await readSetting(sql, 'check.schedule', on))?.value);
  return {
    scheduleDays: setting.days.toSorted((a, b) => a - b),
    dueLeadDays: setting.leadDays,
    watchDays: setting.watchDays,
  };
}

export type AnswerPeriod = z.infer<typeof AnswerPeriod>;

/** How long a commune has to answer a hand-over (`handover.answer_period`). */
export async function readAnswerPeriod(sql: TransactionSql, on: IsoDate): Promise<AnswerPeriod> {
  return AnswerPeriod.parse((await readSetting(sql, 'handover.answer_period', on))?.value);
}
