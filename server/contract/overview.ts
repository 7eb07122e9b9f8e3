import * as z from 'zod';

import { CommuneType } from './commune.ts';
import { Progress } from './plan.ts';
import { IsoDate } from './time.ts';

const NamedCommune = z.object({ code: z.string(), name: z.string(), type: CommuneType });

export const DUTY_KINDS = ['handover', 'reply', 'check', 'tip', 'conclude'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** One screen for who leads the city: where points came back, who must act by when, targets off pace. */
export const Overview = z
  .object({
    today: IsoDate,
    recurring: z.array(
      z.object({
        id: z.number().int(),
        code: z.string(),
        name: z.string(),
        commune: NamedCommune,
        since: IsoDate,
        /** Number of recurrences there, all its cycles together. */
        times: z.number().int(),
        /** Due day of the commune's reply; null where none was asked or it was filed. */
        replyDueOn: IsoDate.nullable(),
      }),
    ),
    recurringTotal: z.number().int(),
    /** Suspicions that nobody has concluded; they count as nothing else. */
    suspected: z.number().int(),
    /** Duties of each commune, those late first; deciding on a suspicion is the analyst's. */
    duties: z.array(
      z.object({
        kind: z.enum(DUTY_KINDS),
        commune: NamedCommune,
        count: z.number().int(),
        overdue: z.number().int(),
        nextDueOn: IsoDate.nullable(),
      }),
    ),
    plan: z.object({ id: z.number().int(), number: z.string(), year: z.number().int() }).nullable(),
    /** Indicators that are behind or missed. */
    offPace: z.array(
      z.object({
        code: z.string(),
        wording: z.string(),
        unit: z.string(),
        shape: z.enum(['amount', 'share', 'list']),
        progress: Progress,
      }),
    ),
    /** Number of indicators met or on pace. */
    onPace: z.number().int(),
    /** Number of further indicators that would be on pace if others had seen enough of the cases behind them. */
    notSeen: z.number().int(),
    /** Days of the plan up to today; without a plan, a year. */
    period: z.object({ from: IsoDate, to: IsoDate }),
    /** Number of indicators on pace by reports of the measured alone. */
    onPaceStated: z.number().int(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
