import * as z from 'zod';

import { CheckScheduleValue } from '#server/contract/check.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { listSettings, readSetting } from './queries.ts';

const OwnAnnulment = z.object({ minutes: z.number().int().min(0) });
const AnswerPeriod = z.object({
  days: z.number().int().positive(),
  kind: z.enum(['calendar', 'working']),
});

const CheckBounds = z.object({
  /** Days after the elimination by which somebody looks for the first time, whatever a schedule says. */
  latestFirstLook: z.number().int().positive(),
  /** Days after the elimination for which a place is watched at least. */
  leastWatchDays: z.number().int().positive(),
});
export type CheckBounds = z.infer<typeof CheckBounds>;

/** Reads what no schedule of checks may go below (`check.bounds`). */
export async function readCheckBounds(sql: TransactionSql, on: IsoDate): Promise<CheckBounds> {
  return CheckBounds.parse((await readSetting(sql, 'check.bounds', on))?.value);
}

/** Schedule of the checks of closed places, from a day on. */
export type WatchRule = {
  validFrom: IsoDate;
  /** Days after the elimination on which somebody looks, ascending. */
  scheduleDays: readonly number[];
  /** Days before a scheduled check from which it may be done and counts as due. */
  dueLeadDays: number;
  /** Days after the elimination during which the place is under watch. */
  watchDays: number;
};

/** Reads the schedules of the checks of closed places by their first days (`check.schedule`), ascending. */
export async function readWatchRules(sql: TransactionSql): Promise<WatchRule[]> {
  const settings = await listSettings(sql, 'check.schedule');
  return settings.map(({ value, validFrom }) => {
    const schedule = CheckScheduleValue.parse(value);
    return {
      validFrom,
      scheduleDays: schedule.days.toSorted((a, b) => a - b),
      dueLeadDays: schedule.leadDays,
      watchDays: schedule.watchDays,
    };
  });
}

/** Days until somebody tries again where a look could not be done, as the setting of that day says. */
export async function readRetryDays(sql: TransactionSql, on: IsoDate): Promise<number> {
  const setting = await readSetting(sql, 'check.schedule', on);
  return CheckScheduleValue.parse(setting?.value).retryDays;
}

export type AnswerPeriod = z.infer<typeof AnswerPeriod>;

/** Reads the period in which a commune has to answer a hand-over (`handover.answer_period`). */
export async function readAnswerPeriod(sql: TransactionSql, on: IsoDate): Promise<AnswerPeriod> {
  return AnswerPeriod.parse((await readSetting(sql, 'handover.answer_period', on))?.value);
}

/** Reads the minutes in which a person may take back an act of their own (`act.own_annulment`). */
export async function readOwnActMinutes(sql: TransactionSql, on: IsoDate): Promise<number> {
  const setting = await readSetting(sql, 'act.own_annulment', on);
  return OwnAnnulment.parse(setting?.value).minutes;
}

/** Reads the period in which a commune has to reply to a recurrence or listing attributed to it (`reply.period`). */
export async function readReplyPeriod(sql: TransactionSql, on: IsoDate): Promise<AnswerPeriod> {
  return AnswerPeriod.parse((await readSetting(sql, 'reply.period', on))?.value);
}
