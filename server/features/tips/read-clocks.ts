import * as z from 'zod';

import type { IsoDate } from '#server/contract/time.ts';
import { DeadlineRule } from '#server/contract/tip-clock.ts';
import { type WorkCalendar, workCalendar } from '#server/contract/working-days.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

import { listDaysOff, listDeadlineRules } from './clock-queries.ts';

export type ClockData = {
  rules: readonly DeadlineRule[];
  calendar: WorkCalendar;
  /** Calendar days before the due day from which on a tip is due soon (`tip.due_soon`). */
  dueSoonDays: number;
};

const DueSoon = z.object({ days: z.int().min(0) });

/** Everything that clocks are computed with, as it stands now. */
export async function readClockData(sql: TransactionSql, today: IsoDate): Promise<ClockData> {
  // Sent together: one wait instead of three.
  const [rules, daysOff, setting] = await Promise.all([
    listDeadlineRules(sql),
    listDaysOff(sql),
    readSetting(sql, 'tip.due_soon', today),
  ]);
  return {
    rules: rules.map(({ rule }) => DeadlineRule.parse(rule)),
    calendar: workCalendar(daysOff),
    dueSoonDays: DueSoon.parse(setting?.value).days,
  };
}
