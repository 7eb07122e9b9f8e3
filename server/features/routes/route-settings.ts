import * as z from 'zod';

import { CandidateWeights } from '#server/contract/candidate.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readSetting } from '#server/features/settings/queries.ts';

const Positive = z.number().positive();
const Weights = z.object({
  weights: CandidateWeights,
  full: z.object({
    overdueDays: Positive,
    hazard: Positive.max(1),
    unseenDays: Positive,
    recurrences: Positive,
  }),
});
const Prior = z.object({ chance: z.number().min(0).max(1), strength: Positive });
const RandomShare = z.object({ share: z.number().min(0).max(1) });
const StopRule = z.object({
  serviceMinutes: z.object({ business: Positive, public_area: Positive }),
  lateAfterMinutes: z.number().min(0),
});

async function read<Schema extends z.ZodType>(
  sql: TransactionSql,
  key: string,
  on: IsoDate,
  schema: Schema,
): Promise<{ value: z.output<Schema>; origin: string }> {
  const setting = await readSetting(sql, key, on);
  return { value: schema.parse(setting?.value), origin: setting?.origin ?? '' };
}

/** What places are ranked by unless the reader has set other weights (`route.candidate_weights`). */
export const readWeightSetting = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.candidate_weights', on, Weights);

/** What is believed of recurrences until there is history (`route.recurrence_prior`). */
export const readHazardPrior = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.recurrence_prior', on, Prior);

/** Part of each route's stops that is drawn at random (`route.random_share`). */
export const readRandomShare = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.random_share', on, RandomShare);

/** Minutes at a stop, and from how many on a team counts as late (`route.stop`). */
export const readStopRule = (sql: TransactionSql, on: IsoDate) =>
  read(sql, 'route.stop', on, StopRule);
