import * as z from 'zod';

import { IsoDate } from './time.ts';
import { TipKind } from './tip-kind.ts';
import { TipStage } from './tip.ts';

/** Tally of the tips received in a period: in time ÷ (closed + open overdue), the not yet due apart. */
export const TipTally = z
  .object({
    onTime: z.int(),
    late: z.int(),
    openOverdue: z.int(),
    /** In time only by a paper that nobody else has seen yet; in no rate. */
    awaiting: z.int(),
    notYetDue: z.int(),
    /** Tips in time that the commune took in and closed itself, so that nobody else has seen them. */
    own: z.int(),
    rate: z.number().nullable(),
  })
  .meta({ id: 'TipTally' });

/** Days from receipt to each stage, by Kaplan–Meier: tips that are still open count as long as they have lasted. */
export const StageTime = z
  .object({ stage: TipStage, tips: z.int(), reached: z.int(), medianDays: z.number().nullable() })
  .meta({ id: 'StageTime' });

export const TipStatistics = z
  .object({
    from: IsoDate,
    to: IsoDate,
    asOf: IsoDate,
    all: TipTally,
    /** Number of them passed on to another authority: closed, and in time if they were passed on in time. */
    forwarded: z.int(),
    byKind: z.array(z.object({ kind: TipKind, tally: TipTally })),
    byCommune: z.array(z.object({ code: z.string(), name: z.string(), tally: TipTally })),
    stages: z.array(StageTime),
  })
  .meta({ id: 'TipStatistics' });
export type TipStatistics = z.infer<typeof TipStatistics>;
