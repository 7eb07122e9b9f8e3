import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { ComparisonQuery, CommuneLookQuery } from './comparison.ts';
import { PlaceAnalysisQuery } from './place-analysis.ts';
import { PeriodKind } from './reporting-period.ts';
import { SEALED_SUBJECTS, SEALED_WORDS, type SealedWord } from './report-analysis-words.ts';
import { SURVIVAL_GROUPINGS } from './survival.ts';
import { IsoDate, IsoInstant } from './time.ts';

const Count = z.number().int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An analysis as its page asks for it. The server works it out anew: nobody can put figures of their own into a report. */
export const AskedAnalysis = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('comparison'), query: ComparisonQuery }),
    z.object({
      kind: z.literal('survival'),
      by: z.enum(SURVIVAL_GROUPINGS),
      /** Keys of the groups; null: those with the most places. */
      groups: z.array(z.string().min(1).max(60)).max(5).nullable(),
    }),
    z.object({ kind: z.literal('patrol_audit') }),
    z.object({ kind: z.literal('places'), query: PlaceAnalysisQuery }),
    z.object({ kind: z.literal('commune'), commune: CommuneCode, query: CommuneLookQuery }),
    z.object({
      kind: z.literal('attribution'),
      point: z.number().int().positive().max(2_147_483_647),
    }),
  ])
  .meta({ id: 'AskedAnalysis' });
export type AskedAnalysis = z.infer<typeof AskedAnalysis>;

/** Columns of the tables of analyses, each with the form of its cells. */
export const SEALED_COLUMNS = {
  commune: 'text',
  group: 'text',
  category: 'text',
  place: 'text',
  quarter: 'text',
  owners: 'text',
  observed: 'count',
  expected: 'decimal',
  low: 'decimal',
  high: 'decimal',
  ratio: 'decimal',
  before: 'count',
  verdict: 'text',
  on_time: 'count',
  own_tips: 'count',
  awaiting_tips: 'count',
  closures: 'count',
  recurrences: 'count',
  quiet_90: 'share',
  quiet_180: 'share',
  quiet_365: 'share',
  median_days: 'count',
  reported: 'count',
  found: 'count',
  found_share: 'share',
  share_low: 'share',
  share_high: 'share',
  checks: 'count',
  signs: 'count',
  finding: 'text',
  events: 'count',
  adjusted_p: 'p',
  metres: 'metres',
  radius: 'metres',
  days: 'count',
  since: 'date',
  places: 'count',
  chance_days: 'count',
  density: 'decimal',
  recurred_on: 'date',
  basis: 'text',
} as const satisfies Record<
  string,
  'text' | 'count' | 'decimal' | 'share' | 'p' | 'metres' | 'date'
>;
export type SealedColumn = keyof typeof SEALED_COLUMNS;
const COLUMN_NAMES = Object.keys(SEALED_COLUMNS) as SealedColumn[];

const Word = z.enum(Object.keys(SEALED_WORDS) as SealedWord[]);
/** A name or day, a number, a word that both languages have, or nothing. */
export const SealedCell = z.union([z.string(), z.number(), z.null(), z.object({ word: Word })]);
export type SealedCell = z.infer<typeof SealedCell>;

const Bounds = z.tuple([z.number(), z.number()]);
const Funnel = z.object({
  type: z.literal('funnel'),
  dots: z.array(
    z.object({
      name: z.string(),
      expected: z.number(),
      ratio: z.number(),
      side: z.enum(['below', 'within', 'above']),
      /** Named by the decision rule. */
      named: z.boolean(),
    }),
  ),
  limits: z.array(z.object({ expected: z.number(), warning: Bounds, action: Bounds })),
});
const Curves = z.object({
  type: z.literal('curves'),
  curves: z.array(
    z.object({
      name: SealedCell,
      steps: z.array(
        z.object({ days: z.number(), survival: z.number(), interval: Bounds.nullable() }),
      ),
      lastDays: z.number(),
      manyUntilDays: z.number(),
    }),
  ),
});
const Shares = z.object({
  type: z.literal('shares'),
  shares: z.array(
    z.object({ name: z.string(), share: z.number(), low: z.number(), high: z.number() }),
  ),
});
/** Data of a chart, enough to draw it again. */
export const SealedChart = z.discriminatedUnion('type', [Funnel, Curves, Shares]);
export type SealedChart = z.infer<typeof SealedChart>;

/** Things that an analysis counts; the first of its list is its n. */
export const COUNTED = [
  'events',
  'communes',
  'closures',
  'recurrences',
  'signals',
  'checks',
] as const;

/** Everything that stands in a report of one analysis. Its hash covers all of it; it is never changed. */
export const SealedAnalysis = z
  .object({
    format: z.literal(1),
    subject: z.enum(SEALED_SUBJECTS),
    /** Sentence that says what is counted, in Vietnamese as on paper. */
    definition: z.string(),
    /** Number of the definitions and methods by which it was worked out. */
    definitions: z.number().int(),
    /** Instant of the latest entry that was counted; null when there is none. */
    dataCutOff: IsoInstant.nullable(),
    /** Null where all days up to `to` count. */
    from: IsoDate.nullable(),
    to: IsoDate,
    n: z.array(z.object({ what: z.enum(COUNTED), count: Count })).min(1),
    parameters: z.array(z.object({ word: Word, value: SealedCell })),
    columns: z.array(z.enum(COLUMN_NAMES)),
    rows: z.array(z.array(SealedCell)),
    /** Rows that were left out because nothing happened there, or after the most telling ones. */
    rowsLeftOut: Count,
    chart: SealedChart.nullable(),
  })
  .meta({ id: 'SealedAnalysis' });
export type SealedAnalysis = z.infer<typeof SealedAnalysis>;

/** An analysis in a report. */
export const ReportAnalysis = z
  .object({
    id: z.number().int(),
    content: SealedAnalysis,
    /** SHA-256 of the content, hexadecimal. */
    hash: Hash,
    putBy: z.string(),
    putAt: IsoInstant,
    /** In a draft: the same analysis by the register of now. Null once it is frozen, or out of the reader's reach. */
    now: z.object({ count: Count, same: z.boolean() }).nullable(),
  })
  .meta({ id: 'ReportAnalysis' });
export type ReportAnalysis = z.infer<typeof ReportAnalysis>;

export const ReportAnalysisList = z
  .object({
    /** In the order of the report. */
    items: z.array(ReportAnalysis),
    /** Reason why this reader may not add, order or remove them; null when they may. */
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: 'ReportAnalysisList' });
export type ReportAnalysisList = z.infer<typeof ReportAnalysisList>;

/** More make a report that nobody reads. */
export const MOST_ANALYSES = 12;

/** The period whose open report takes the analysis; a draft is begun where there is none. */
export const PutAnalysisBody = z
  .object({
    kind: PeriodKind,
    year: z.number().int().min(2000).max(2999),
    number: z.number().int().min(1).max(12),
    commune: CommuneCode.nullable(),
    analysis: AskedAnalysis,
    /** The n that was seen; the request is refused when it is another one by now. */
    seen: Count,
  })
  .meta({ id: 'PutAnalysis' });
export type PutAnalysis = z.infer<typeof PutAnalysisBody>;

/** Receipt of an analysis in a report. */
export const PutAnalysisReceipt = z
  .object({
    reportId: z.number().int(),
    analysisId: z.number().int(),
    /** True when its draft was begun with it. */
    begun: z.boolean(),
    hash: Hash,
  })
  .meta({ id: 'PutAnalysisReceipt' });
export type PutAnalysisReceipt = z.infer<typeof PutAnalysisReceipt>;

/** The analyses of a report in the order that they shall have: all of them, each once. */
export const OrderAnalysesBody = z
  .object({
    ids: z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(MOST_ANALYSES),
  })
  .meta({ id: 'OrderAnalyses' });
