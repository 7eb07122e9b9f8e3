import * as z from 'zod';

import { CommuneCode, CommuneShare } from './commune.ts';
import { PointStatus } from './point.ts';
import { RuleChange } from './rule-change.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Measures that communes are compared by. Each counts something that should be rare: less is better. */
export const MEASURES = ['recurrences', 'new_points', 'late_tips'] as const;
export const Measure = z.enum(MEASURES).meta({ id: 'Measure' });
export type Measure = z.infer<typeof Measure>;

export const ComparisonQuery = z.object({
  measure: Measure.default('recurrences'),
  /** Both days are included; the 365 days up to today when absent. */
  from: IsoDate.optional(),
  to: IsoDate.optional(),
});
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

/** Definitions and data of a result: the same run again gives the same result. */
export const AnalysisRun = z
  .object({
    definitions: z.number().int(),
    /** Instant of the latest entry that was counted; null when there is none. */
    dataCutOff: IsoInstant.nullable(),
    seed: z.number().int().nullable(),
    replicates: z.number().int().nullable(),
  })
  .meta({ id: 'AnalysisRun' });
export type AnalysisRun = z.infer<typeof AnalysisRun>;

const FunnelSide = z.enum(['below', 'within', 'above']);
export type FunnelSide = z.infer<typeof FunnelSide>;
const Bounds = z.tuple([z.number(), z.number()]);
const Share = z.number().min(0).max(1);
export const Period = z.object({ from: IsoDate, to: IsoDate });
export type Period = z.infer<typeof Period>;

export const VERDICT_REASONS = [
  'outside_limits',
  'within_limits',
  'too_little_exposure',
  'incomplete_records',
  'not_repeated',
  'nothing_checked',
  'not_seen',
  'not_received',
] as const;

export const ComparedCommune = z
  .object({
    commune: CommuneShare.omit({ lead: true }),
    observed: z.number().int(),
    /** Recurrences of places that a commune had received by then; null for what is not handed over. */
    received: z.number().int().nullable(),
    /** Count that the city's rates, category by category, would have brought here. */
    expected: z.number(),
    exposure: z.number(),
    ratio: z.number().nullable(),
    /** Events by unit of exposure with the exact 95 % interval; null without exposure. */
    rate: z.number().nullable(),
    interval: Bounds.nullable(),
    /** Empirical Bayes rate; null without exposure. */
    smoothedRate: z.number().nullable(),
    warning: FunnelSide,
    action: FunnelSide,
    actionLimits: Bounds,
    verdict: z.object({ side: FunnelSide, reason: z.enum(VERDICT_REASONS) }),
    /** Share of what should have been decided by now that is; null where nothing was to be decided. */
    completeness: Share.nullable(),
    /** Share of the closed places that were looked at in the period; null where that is not the question. */
    checkedShare: Share.nullable(),
    /** Looks at its closed places in the period: those that were seen, and those that it alone states. */
    looks: z.object({ seen: z.number().int(), stated: z.number().int() }),
    previousObserved: z.number().int(),
    /** Wheeler's z of the count against that of the period before; beyond 3 either way it signals. */
    changeZ: z.number(),
    /**
     * Tips in time, and those of them that the commune took in and closed itself. `awaiting`: in time only by a paper that
     * nobody else has seen; those count neither as late nor as in time. Null where it is not of tips.
     */
    onTime: z
      .object({ all: z.number().int(), own: z.number().int(), awaiting: z.number().int() })
      .nullable(),
    /** Number of the cases that the commune has replied to; null where replies are not asked. */
    replied: z.number().int().nullable(),
  })
  .meta({ id: 'ComparedCommune' });
export type ComparedCommune = z.infer<typeof ComparedCommune>;

export const Comparison = z
  .object({
    measure: Measure,
    period: Period,
    previousPeriod: Period,
    /** Rules that changed in the period or the one before it. */
    ruleChanges: z.array(RuleChange),
    /** Unit of the exposure. */
    exposureUnit: z.enum(['place_days', 'person_days', 'tips']),
    run: AnalysisRun,
    /** Reason why no commune is compared; null when they are. */
    refused: z.enum(['no_population']).nullable(),
    population: z.object({ countedOn: IsoDate, source: z.string() }).nullable(),
    observed: z.number().int(),
    exposure: z.number(),
    /** Variation among the communes that expect five events or more, compared with what chance alone would bring. */
    dispersion: z.object({
      units: z.number().int(),
      phi: z.number(),
      rawPhi: z.number(),
      /** Null below twenty such communes: too few to say anything. */
      p: z.number().nullable(),
      significant: z.boolean(),
      /** Variance of the true ratios of observed to expected events. It widens the limits; 0 unless significant. */
      between: z.number(),
    }),
    /**
     * Shortest longer period of whole years up to the same day in which a commune expects five events; null where one
     * does already, or none would in five years.
     */
    wider: z
      .object({ from: IsoDate, to: IsoDate, years: z.number().int(), observed: z.number().int() })
      .nullable(),
    /** The limits along the expected count, to be drawn. */
    limits: z.array(z.object({ expected: z.number(), warning: Bounds, action: Bounds })),
    /** The communes that the reader may see; the limits come from the whole city. */
    communes: z.array(ComparedCommune),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

export const CasesParams = z.object({ commune: CommuneCode });

/** One thing that was counted, with what the commune says to it. */
export const ComparedCase = z
  .object({
    /** The place to be opened; null for a tip. */
    pointId: z.number().int().nullable(),
    code: z.string(),
    name: z.string().nullable(),
    category: z.string().nullable(),
    happenedOn: IsoDate,
    /** Recurrences: since when it had been closed; tips: when they were due. */
    sinceOn: IsoDate.nullable(),
    /** Recurrences: true where a hand-over was complete by then, so that a commune answers for it; null otherwise. */
    received: z.boolean().nullable(),
    reply: z
      .object({ words: z.string(), writtenAt: IsoInstant, documentNumbers: z.array(z.string()) })
      .nullable(),
    replyDueOn: IsoDate.nullable(),
    /** The cycle that it opened, to which a reply belongs; null for a tip. */
    cycle: z.number().int().nullable(),
    /** The confirmed signal that led to it, against which a commune may object; null without one. */
    signalId: z.number().int().nullable(),
  })
  .meta({ id: 'ComparedCase' });
export type ComparedCase = z.infer<typeof ComparedCase>;

export const ComparedCases = z
  .object({
    commune: CommuneShare.omit({ lead: true }),
    measure: Measure,
    period: Period,
    items: z.array(ComparedCase),
  })
  .meta({ id: 'ComparedCases' });
export type ComparedCases = z.infer<typeof ComparedCases>;

/** Populations of the communes: the denominator of new points. */
export const PopulationsBody = z
  .object({
    countedOn: IsoDate,
    source: z.string().trim().normalize('NFC').min(3).max(300),
    items: z
      .array(z.object({ commune: CommuneCode, people: z.number().int().min(1).max(5_000_000) }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'Populations' });
export type PopulationsBody = z.infer<typeof PopulationsBody>;
export const PopulationsReceipt = z.object({ communes: z.number().int() });

/** One category of place in a commune: what happened, and what the rates of the city would have brought. */
export const CategoryShare = z
  .object({
    category: z.string(),
    observed: z.number().int(),
    expected: z.number(),
    exposure: z.number(),
  })
  .meta({ id: 'CategoryShare' });
export type CategoryShare = z.infer<typeof CategoryShare>;

export const CommuneLookQuery = z.object({ from: IsoDate.optional(), to: IsoDate.optional() });
export type CommuneLookQuery = z.infer<typeof CommuneLookQuery>;

/** A commune at a glance: how it compares, why, and its points by status on the last day. */
export const CommuneLook = z
  .object({
    commune: CommuneShare.omit({ lead: true }),
    period: Period,
    previousPeriod: Period,
    run: AnalysisRun,
    /** Its row in each comparison; null where the city cannot be compared by that measure. */
    rows: z.array(z.object({ measure: Measure, row: ComparedCommune.nullable() })),
    /** Recurrences by category, those furthest above the expected count first; their sums are those of its row. */
    categories: z.array(CategoryShare),
    /** Points that touch it, by status today: as many as map and list show for it. */
    statuses: z.array(z.object({ status: PointStatus, count: z.number().int() })),
  })
  .meta({ id: 'CommuneLook' });
export type CommuneLook = z.infer<typeof CommuneLook>;
