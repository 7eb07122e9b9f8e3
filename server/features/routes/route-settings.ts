import * as z from 'zod';

import { BusinessWeights, PointWeights } from '#server/contract/candidate.ts';
import { CheckScheduleValue } from '#server/contract/check.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/settings/queries.ts';

const Positive = z.number().positive();
const PointRule = z.object({
  weights: PointWeights,
  full: z.object({
    overdueDays: Positive,
    hazard: Positive.max(1),
    unseenDays: Positive,
    recurrences: Positive,
  }),
});
const BusinessRule = z.object({
  weights: BusinessWeights,
  full: z.object({ overdueDays: Positive }),
});
const Prior = z.object({ chance: z.number().min(0).max(1), strength: Positive });
const RandomShare = z.object({ share: z.number().min(0).max(1) });
const StopRule = z.object({
  serviceMinutes: z.object({ business: Positive, public_area: Positive }),
  lateAfterMinutes: z.number().min(0),
});
const FoundRate = z.object({ fewestMinutes: Positive });

async function read<Schema extends z.ZodType>(
  sql: TransactionSql,
  key: string,
  on: IsoDate,
  schema: Schema,
): Promise<{ value: z.output<Schema>; origin: string }> {
  const setting = await readSetting(sql, key, on);
  return { value: schema.parse(setting?.value), origin: setting?.origin ?? '' };
}

/** Reads the schedule of checks in force. */
export async function readCheckSchedule(sql: TransactionSql, on: IsoDate) {
  return (await read(sql, 'check.schedule', on, CheckScheduleValue)).value;
}

/**
 * Reads the weights for ranking that hold unless the reader has set others: `route.candidate_weights` for points,
 * `route.business_weights` for businesses.
 */
export async function readWeightSetting(sql: TransactionSql, on: IsoDate) {
  const [points, businesses] = await Promise.all([
    read(sql, 'route.candidate_weights', on, PointRule),
    read(sql, 'route.business_weights', on, BusinessRule),
  ]);
  return {
    weights: { ...points.value.weights, ...businesses.value.weights },
    full: points.value.full,
    businessOverdueDays: businesses.value.full.overdueDays,
    origin: `${points.origin}. ${businesses.origin}`,
  };
}

/** Reads the prior of recurrences, used until there is history (`route.recurrence_prior`). */
export const readHazardPrior = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.recurrence_prior', on, Prior);

/** Part of each route's stops that is drawn at random (`route.random_share`). */
export const readRandomShare = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.random_share', on, RandomShare);

/** Minutes at a stop, and from how many on a team counts as late (`route.stop`). */
export const readStopRule = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.stop', on, StopRule);

/** Reads the hours of observed work that a team needs before "found an hour" is shown (`route.found_rate`). */
export const readFoundRate = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.found_rate', on, FoundRate);
