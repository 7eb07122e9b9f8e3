import * as z from 'zod';

import { CommuneCode, CommuneType } from './commune.ts';
import type { ConductFigure } from './conduct.ts';
import { PointStatus } from './point.ts';
import { PERIOD_KINDS } from './reporting-period.ts';
import { IsoDate, IsoInstant } from './time.ts';

const words = (shortest: number, longest: number) =>
  z.string().trim().normalize('NFC').min(shortest).max(longest);
const DocumentNumber = words(2, 60);
const Amount = z.number().min(0).max(1_000_000_000);

export const INDICATOR_FAMILIES = [
  'communication',
  'coverage',
  'points',
  'inspection',
  'tips',
  'criminal_cases',
  'support',
  'training',
] as const;
export const COMPARATORS = ['at_least', 'at_most', 'exactly', 'none'] as const;
export const INDICATOR_SHAPES = ['amount', 'share', 'list'] as const;

/** Measures that the register counts by itself. */
export const INDICATOR_MEASURES = [
  'new_points',
  'recurrences',
  'eliminations',
  'points_kept',
  'tips_on_time',
  'model_communes',
] as const;
export const IndicatorMeasure = z.enum(INDICATOR_MEASURES).meta({ id: 'IndicatorMeasure' });
export type IndicatorMeasure = z.infer<typeof IndicatorMeasure>;

/** Figure whose conduct stands beside what is counted; null where the register has no cases of it. */
export const CONDUCT_OF_MEASURE: Record<IndicatorMeasure, ConductFigure | null> = {
  new_points: 'new_points',
  recurrences: 'recurrences',
  eliminations: 'eliminations',
  points_kept: 'recurrences',
  tips_on_time: 'tips',
  model_communes: null,
};

const IndicatorCode = z.string().regex(/^[a-z][a-z_]{1,39}$/);

/** One indicator as the plan words it. A share's target lies between 0 and 1. */
export const IndicatorText = z.object({
  code: IndicatorCode,
  /** The indicator that this one is a part of. */
  partOf: IndicatorCode.nullable(),
  family: z.enum(INDICATOR_FAMILIES),
  wording: words(3, 500),
  unit: words(1, 60),
  comparator: z.enum(COMPARATORS),
  shape: z.enum(INDICATOR_SHAPES),
  target: Amount.nullable(),
  leadAgency: words(2, 200),
  frequency: z.enum(PERIOD_KINDS),
  measure: IndicatorMeasure.nullable(),
  note: words(3, 500).nullable(),
});
export type IndicatorText = z.infer<typeof IndicatorText>;

/** The number that stands for 100 %, from a day on. */
export const Denominator = z.object({
  validFrom: IsoDate,
  amount: z.number().int().min(0),
  unit: words(1, 60),
  source: words(3, 300),
});
export type Denominator = z.infer<typeof Denominator>;

const NamedCommune = z.object({ code: z.string(), name: z.string(), type: CommuneType });

export const Allotment = z.object({
  version: z.number().int(),
  target: Amount,
  total: Amount,
  /** Reason why the shares do not add up to the target; null where they do. */
  reason: z.string().nullable(),
  documentNumber: z.string().nullable(),
  writtenAt: IsoInstant,
  /** Those within the reader's reach. */
  shares: z.array(z.object({ commune: NamedCommune, amount: Amount })),
});
export type Allotment = z.infer<typeof Allotment>;

export const IndicatorResult = z.object({
  id: z.number().int(),
  /** Null: of the whole city. */
  commune: NamedCommune.nullable(),
  firstOn: IsoDate,
  lastOn: IsoDate,
  version: z.number().int(),
  amount: Amount,
  outOf: Amount.nullable(),
  documentNumber: z.string(),
  reason: z.string().nullable(),
  writtenAt: IsoInstant,
  /** Entered by the commune that it is of: nobody else says so. */
  own: z.boolean(),
});
export type IndicatorResult = z.infer<typeof IndicatorResult>;

export const PROGRESS_STATES = [
  'met',
  'on_pace',
  /** Met or on pace, but known mostly from the measured alone: no praise. */
  'not_seen',
  'behind',
  'missed',
  /** 0 of 0: nothing arose that could have been done. */
  'none_arisen',
  'no_data',
  'no_target',
] as const;
export const NO_FORECAST = [
  'ended',
  'too_early',
  'too_few_periods',
  'not_counted_by_events',
] as const;

/** Progress of an indicator on the day of the view. */
export const Progress = z
  .object({
    state: z.enum(PROGRESS_STATES),
    /** Target that it is measured by here: the city's, or the commune's share. */
    target: Amount.nullable(),
    amount: Amount.nullable(),
    outOf: Amount.nullable(),
    share: z.number().nullable(),
    /** Cases in time only by a paper that nobody else has seen yet; in neither of the two above. */
    awaiting: z.int().min(0).default(0),
    /** Part of the amount that the communes took in and closed themselves, so that nobody else has seen it. */
    own: z.int().min(0).default(0),
    /** Part of the amount that only the reports of the measured say, and nobody else has seen. */
    stated: Amount.default(0),
    /** True where reports of the measured alone say the amount, also where it is 0. */
    onlyStated: z.boolean().default(false),
    /** Amount that an even course would have reached by now. */
    expectedByNow: Amount.nullable(),
    /** Amount still needed a month (30 days) to meet the target. */
    neededAMonth: Amount.nullable(),
    forecast: z
      .object({
        expected: Amount,
        low: Amount,
        high: Amount,
        /** Probability of meeting the target. */
        probability: z.number().min(0).max(1),
        /** Variance over mean of the monthly figures; 1: they come singly. */
        dispersion: z.number(),
      })
      .nullable(),
    /** Probability of meeting a share; no interval is computed for one. */
    probability: z.number().min(0).max(1).nullable(),
    whyNoForecast: z.enum(NO_FORECAST).nullable(),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof Progress>;

export const IndicatorView = IndicatorText.extend({
  id: z.number().int(),
  position: z.number().int(),
  /** The target of the first paper, where an amendment has changed it. */
  firstTarget: Amount.nullable(),
  denominators: z.array(Denominator),
  points: z.array(
    z.object({
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      aim: z.enum(['eliminate', 'keep']),
      status: PointStatus,
    }),
  ),
  allotment: Allotment.nullable(),
  results: z.array(IndicatorResult),
  progress: Progress,
}).meta({ id: 'IndicatorView' });
export type IndicatorView = z.infer<typeof IndicatorView>;

export const PlanSummary = z
  .object({
    id: z.number().int(),
    number: z.string().nullable(),
    signedOn: IsoDate.nullable(),
    signerTitle: z.string().nullable(),
    issuer: z.string(),
    title: z.string(),
    level: z.enum(['national', 'city', 'commune']),
    year: z.number().int(),
    firstOn: IsoDate,
    lastOn: IsoDate,
    state: z.enum(['draft', 'issued']),
    /** Number of the plan that this one carries out. */
    parent: z.string().nullable(),
    /** Number of the plan that this one was begun from. */
    copiedFrom: z.string().nullable(),
    source: z.string(),
    writtenAt: IsoInstant,
  })
  .meta({ id: 'PlanSummary' });
export type PlanSummary = z.infer<typeof PlanSummary>;

export const PlanList = z.object({ items: z.array(PlanSummary) }).meta({ id: 'PlanList' });
export type PlanList = z.infer<typeof PlanList>;

export const PlanAmendment = z.object({
  id: z.number().int(),
  number: z.string(),
  signedOn: IsoDate,
  signerTitle: z.string(),
  changes: z.array(z.object({ code: z.string(), target: Amount, reason: z.string() })),
});
export type PlanAmendment = z.infer<typeof PlanAmendment>;

export const PlanView = PlanSummary.extend({
  /** `communes`: the reader's own, against what they were allotted. */
  scope: z.enum(['city', 'communes']),
  /** The evening that the figures are of: today, or the last of the plan. */
  asOf: IsoDate,
  today: IsoDate,
  amendments: z.array(PlanAmendment),
  indicators: z.array(IndicatorView),
}).meta({ id: 'PlanView' });
export type PlanView = z.infer<typeof PlanView>;

export const CopyPlanBody = z
  .object({ from: z.number().int().positive(), year: z.number().int().min(2000).max(2999) })
  .meta({ id: 'CopyPlan' });
export type CopyPlan = z.infer<typeof CopyPlanBody>;

export const IssuePlanBody = z
  .object({ number: DocumentNumber, signedOn: IsoDate, signerTitle: words(3, 200) })
  .meta({ id: 'IssuePlan' });
export type IssuePlan = z.infer<typeof IssuePlanBody>;

export const WriteIndicatorBody = IndicatorText.extend({
  /** Added to those that are known; what 100 % was of before stays. */
  denominator: Denominator.nullable(),
  /** Codes of points that the indicator is about, added to those that are known. */
  points: z
    .array(z.object({ code: z.string().max(20), aim: z.enum(['eliminate', 'keep']) }))
    .max(200),
}).meta({ id: 'WriteIndicator' });
export type WriteIndicator = z.infer<typeof WriteIndicatorBody>;

export const AmendPlanBody = IssuePlanBody.extend({
  changes: z
    .array(z.object({ code: IndicatorCode, target: Amount, reason: words(3, 500) }))
    .min(1)
    .max(50),
}).meta({ id: 'AmendPlan' });
export type AmendPlan = z.infer<typeof AmendPlanBody>;

export const AllotBody = z
  .object({
    code: IndicatorCode,
    shares: z.array(z.object({ commune: CommuneCode, amount: Amount })).max(1_000),
    documentNumber: DocumentNumber.nullable(),
    reason: words(3, 500).nullable(),
  })
  .meta({ id: 'Allot' });
export type Allot = z.infer<typeof AllotBody>;

export const EnterResultBody = z
  .object({
    code: IndicatorCode,
    /** Null: of the whole city. */
    commune: CommuneCode.nullable().default(null),
    firstOn: IsoDate,
    lastOn: IsoDate,
    amount: Amount,
    outOf: Amount.nullable(),
    documentNumber: DocumentNumber,
    /** Needed to correct a figure of the same period. */
    reason: words(3, 500).nullable(),
  })
  .meta({ id: 'EnterResult' });
export type EnterResult = z.infer<typeof EnterResultBody>;
