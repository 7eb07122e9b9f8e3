import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { AnalysisRun, Period } from './comparison.ts';
import { LonLat } from './geo.ts';
import { IsoDate } from './time.ts';

export const PLACE_METHODS = ['hot_spots', 'emerging', 'near_repeat', 'scan', 'density'] as const;
export const PlaceMethod = z.enum(PLACE_METHODS).meta({ id: 'PlaceMethod' });
export type PlaceMethod = z.infer<typeof PlaceMethod>;

export const PLACE_SUBJECTS = ['recurrences', 'new_points', 'signals'] as const;
export const PlaceSubject = z.enum(PLACE_SUBJECTS).meta({ id: 'PlaceSubject' });
export type PlaceSubject = z.infer<typeof PlaceSubject>;

export const SIGNAL_ORIGINS = ['reported', 'found', 'both'] as const;

/** Answers to one question about places; numbers that a method does not use are ignored by it. */
export const PlaceAnalysisQuery = z.object({
  method: PlaceMethod,
  subject: PlaceSubject.default('recurrences'),
  /** Signals only: reports of people and finds of patrols are never mixed. */
  origin: z.enum(SIGNAL_ORIGINS).default('reported'),
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  /** Side of a cell, metres. */
  cell: z.coerce.number().int().min(250).max(5_000).default(1_000),
  /** `checks` expects more at places that are checked more often. */
  per: z.enum(['count', 'checks']).default('count'),
  /** Reach of a scan's circle, or of the kernel, metres. */
  radius: z.coerce.number().int().min(100).max(5_000).default(2_000),
  /** Longest duration of a cluster, days. */
  days: z.coerce.number().int().min(7).max(180).default(60),
  replicates: z.coerce.number().int().min(99).max(9_999).default(999),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).default(1),
});
export type PlaceAnalysisQuery = z.infer<typeof PlaceAnalysisQuery>;

const Ring = z.array(LonLat);

/** Name of a place on the map: the commune it lies in and the nearest street with a name; null where there is none. */
export const NamedPlace = z
  .object({ commune: CommuneShare.omit({ lead: true }).nullable(), street: z.string().nullable() })
  .meta({ id: 'NamedPlace' });
export type NamedPlace = z.infer<typeof NamedPlace>;
/** Null for results so far down the list that nobody looks for them. */
const named = { place: NamedPlace.nullable() };

const CellBase = z.object({
  ring: Ring,
  events: z.number().int(),
  checks: z.number().int(),
  ...named,
});

export const HotCell = CellBase.extend({
  z: z.number(),
  p: z.number(),
  /** After Benjamini and Hochberg over all cells. */
  adjustedP: z.number(),
  /** Input value: events, or the smoothed rate by 100 checks. */
  value: z.number(),
});
export const EMERGING_CLASSES = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;
export const EmergingCell = CellBase.extend({
  temperature: z.enum(['hot', 'cold']),
  pattern: z.enum(EMERGING_CLASSES),
  trendZ: z.number(),
  trendP: z.number(),
});
export const DensityCell = z.object({ ring: Ring, density: z.number(), ...named });
export const RepeatCell = z.object({
  metres: z.number(),
  days: z.number(),
  observed: z.number().int(),
  expected: z.number(),
  ratio: z.number().nullable(),
  p: z.number(),
  adjustedP: z.number(),
});
export const RepeatLink = z.object({
  from: LonLat,
  to: LonLat,
  metres: z.number(),
  days: z.number().int(),
  ...named,
});
export const ScanCircle = z.object({
  centre: LonLat,
  ring: Ring,
  radius: z.number(),
  places: z.number().int(),
  from: IsoDate,
  cases: z.number().int(),
  expected: z.number(),
  logLikelihoodRatio: z.number(),
  p: z.number(),
  recurrenceDays: z.number(),
  ...named,
});

/** Reason why nothing was computed, with the number needed and the number there is. */
export const Refusal = z.object({
  reason: z.enum(['few_events', 'few_cells', 'short_period', 'no_variation']),
  needed: z.number().int(),
  found: z.number().int(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Parameters with which a method answers, and the number of events that it then has. */
export const FittingQuery = z
  .object({
    method: PlaceMethod,
    subject: PlaceSubject,
    origin: z.enum(SIGNAL_ORIGINS),
    from: IsoDate,
    to: IsoDate,
    /** Whole months up to `to`; null where the period is not the part that was fitted. */
    months: z.number().int().nullable(),
    cell: z.number().int(),
    per: z.enum(['count', 'checks']),
    events: z.number().int(),
  })
  .meta({ id: 'FittingQuery' });
export type FittingQuery = z.infer<typeof FittingQuery>;

/** For each method the parameters nearest to the customary ones with which it answers today; null where none does. */
export const PlaceDefaults = z
  .object({
    items: z.array(z.object({ method: PlaceMethod, query: FittingQuery.nullable() })),
  })
  .meta({ id: 'PlaceDefaults' });
export type PlaceDefaults = z.infer<typeof PlaceDefaults>;

export const PlaceAnalysis = z
  .object({
    query: z.object({
      method: PlaceMethod,
      subject: PlaceSubject,
      origin: z.enum(SIGNAL_ORIGINS).nullable(),
      per: z.enum(['count', 'checks']),
      cell: z.number(),
      radius: z.number(),
      days: z.number(),
    }),
    period: Period,
    run: AnalysisRun,
    events: z.object({
      all: z.number().int(),
      reported: z.number().int(),
      found: z.number().int(),
    }),
    checks: z.number().int(),
    /** Cells that were tested; 0 where there are none. */
    tested: z.number().int(),
    refused: Refusal.nullable(),
    /** Smallest change with which a refused question is answered; null where there is none, or no need. */
    change: FittingQuery.nullable(),
    hotSpots: z.array(HotCell),
    emerging: z.array(EmergingCell),
    density: z.array(DensityCell),
    repeats: z.array(RepeatCell),
    links: z.array(RepeatLink),
    clusters: z.array(ScanCircle),
  })
  .meta({ id: 'PlaceAnalysis' });
export type PlaceAnalysis = z.infer<typeof PlaceAnalysis>;

/** One line of the answer: how far it is, at last the result or why there is none. */
export const PlaceAnalysisProgress = z
  .discriminatedUnion('phase', [
    z.object({ phase: z.literal('running'), share: z.number() }),
    z.object({ phase: z.literal('done'), result: PlaceAnalysis }),
    z.object({ phase: z.literal('failed'), code: z.string(), requestId: z.string() }),
  ])
  .meta({ id: 'PlaceAnalysisProgress' });
export type PlaceAnalysisProgress = z.infer<typeof PlaceAnalysisProgress>;

/** One quarter of the audit of what patrols find against what people report. */
export const AuditQuarter = z.object({
  period: Period,
  reported: z.number().int(),
  found: z.number().int(),
  confirmedReported: z.number().int(),
  confirmedFound: z.number().int(),
  /** Share of signals found by patrols, with its 95 % interval (Wilson); null without signals. */
  foundShare: z.number().nullable(),
  foundInterval: z.tuple([z.number(), z.number()]).nullable(),
  checks: z.number().int(),
  signs: z.number().int(),
});
/** Looks at stops of routes that are done or withdrawn, those with signs, and the 95 % interval of their share (Wilson). */
const StopTally = z.object({
  checks: z.number().int(),
  signs: z.number().int(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export const FeedbackAudit = z
  .object({
    run: AnalysisRun,
    quarters: z.array(AuditQuarter),
    /** Stops drawn at random against chosen ones; null while no route with results is done. */
    stops: z.object({ random: StopTally, chosen: StopTally }).nullable(),
  })
  .meta({ id: 'FeedbackAudit' });
export type FeedbackAudit = z.infer<typeof FeedbackAudit>;
