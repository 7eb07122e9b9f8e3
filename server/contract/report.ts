import * as z from 'zod';

import { CommuneCode, CommuneType } from './commune.ts';
import { ConductCounts } from './conduct.ts';
import { PROGRESS_STATES } from './plan.ts';
import { PeriodKind, PeriodRule, ReportingPeriod } from './reporting-period.ts';
import { RuleChange } from './rule-change.ts';
import { IsoDate, IsoInstant } from './time.ts';

/**
 * The figures of a report, in its order. `points_*` and `*_pending`, `*_open` are of the evening of the day of
 * the figures, the others of the days up to it. A point counts where it is led, a hand-over and a tip where
 * they were addressed, so that the communes make the city.
 */
export const REPORT_FIGURES = [
  'points_active',
  'points_eliminated',
  'points_handed_over',
  'points_recurring',
  'new_points',
  'eliminations',
  'recurrences',
  'handovers_confirmed',
  'handovers_refused',
  'handovers_pending',
  'checks_done',
  'checks_seen',
  'checks_with_signs',
  'acts_entered_late',
  'signals_raised',
  'signals_confirmed',
  'signals_rejected',
  'signals_open',
  'tips_received',
  'tips_on_time',
  'tips_own',
  'tips_late',
  'tips_awaiting_paper',
  'tips_entered_late',
] as const;
export const ReportFigure = z.enum(REPORT_FIGURES).meta({ id: 'ReportFigure' });
export type ReportFigure = z.infer<typeof ReportFigure>;

/**
 * Figures that are published, commune by commune. No stock is among them: the difference of two stocks would tell
 * what happened between.
 */
export const PUBLIC_FIGURES = [
  'new_points',
  'recurrences',
  'checks_done',
  'tips_received',
] as const satisfies readonly ReportFigure[];

const Count = z.number().int().min(0);
/** Lists the figures of a content in their order: a report of an older wording lacks those that came later. */
export function figuresIn({ figures }: Pick<ReportContent, 'figures'>): ReportFigure[] {
  return REPORT_FIGURES.filter((figure) => figure in figures);
}

const Figures = z.record(ReportFigure, Count);
export type ReportFigures = z.infer<typeof Figures>;
const NamedCommune = z.object({ code: z.string(), name: z.string(), type: CommuneType });

/** Frozen content of a report. `definitions` names the wording by which it was counted. */
export const ReportContent = z
  .object({
    /** 1: tips by the day that was typed. 2: by the day of entry, or a paper that another person has seen. 3: with their conduct. */
    definitions: z.literal([1, 2, 3]),
    figures: Figures,
    /** How the cases behind the figures came about. */
    conduct: ConductCounts.optional(),
    /** The same figures of the period before, as the register tells them now. */
    before: Figures,
    /** Figures by commune, in the city's report only: each commune in which anything was counted. */
    communes: z.array(z.object({ commune: NamedCommune, figures: Figures })),
    /** Codes of the points where activity came back within the period. */
    recurred: z.array(z.object({ code: z.string(), on: IsoDate })),
    /** Progress of the indicators of the year's plan; empty for a year without one. */
    targets: z.array(
      z.object({
        plan: z.string(),
        wording: z.string(),
        unit: z.string(),
        shape: z.enum(['amount', 'share', 'list']),
        target: z.number().nullable(),
        amount: z.number().nullable(),
        outOf: z.number().nullable(),
        /** Part of the amount that the communes took in and closed themselves; absent in earlier reports. */
        own: z.number().optional(),
        state: z.enum(PROGRESS_STATES),
      }),
    ),
  })
  .meta({ id: 'ReportContent' });
export type ReportContent = z.infer<typeof ReportContent>;

export const REPORT_STATES = ['draft', 'sent', 'returned', 'approved'] as const;
const Words = (shortest: number, longest: number) =>
  z.string().trim().normalize('NFC').min(shortest).max(longest);
const Remark = Words(3, 4_000);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One version of a report; an approved one is never changed. */
export const ReportVersion = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    state: z.enum(REPORT_STATES),
    asOf: IsoDate.nullable(),
    /** Null until it is sent. */
    content: ReportContent.nullable(),
    hash: Hash.nullable(),
    remark: z.string().nullable(),
    /** Reason for a version after the first. */
    reason: z.string().nullable(),
    returnReason: z.string().nullable(),
    draftedBy: z.string(),
    draftedAt: IsoInstant,
    sentBy: z.string().nullable(),
    sentAt: IsoInstant.nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'ReportVersion' });
export type ReportVersion = z.infer<typeof ReportVersion>;

export const ReportView = z
  .object({
    /** Null: the whole city. */
    commune: NamedCommune.nullable(),
    period: ReportingPeriod,
    periodOrigin: z.string(),
    /** Rules that changed in the period. */
    ruleChanges: z.array(RuleChange),
    asOf: IsoDate,
    /** The same content counted from the register now. */
    current: ReportContent,
    currentHash: Hash,
    /** Latest first. */
    versions: z.array(ReportVersion),
    whyNotDraft: z.string().nullable(),
    whyNotSend: z.string().nullable(),
    whyNotApprove: z.string().nullable(),
    today: IsoDate,
  })
  .meta({ id: 'ReportView' });
export type ReportView = z.infer<typeof ReportView>;

export const ReportList = z
  .object({
    items: z.array(
      z.object({
        id: z.number().int(),
        commune: NamedCommune.nullable(),
        period: ReportingPeriod,
        version: z.number().int(),
        state: z.enum(REPORT_STATES),
        changedAt: IsoInstant,
      }),
    ),
    rules: z.array(PeriodRule.extend({ origin: z.string() })),
    today: IsoDate,
  })
  .meta({ id: 'ReportList' });
export type ReportList = z.infer<typeof ReportList>;

const Year = z.coerce.number().int().min(2000).max(2999);
const PeriodNumber = z.coerce.number().int().min(1).max(12);

export const ReportQuery = z.object({
  kind: PeriodKind,
  year: Year,
  number: PeriodNumber,
  /** Absent: the whole city. */
  commune: CommuneCode.optional(),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

export const DraftReportBody = z
  .object({
    kind: PeriodKind,
    year: z.number().int().min(2000).max(2999),
    number: z.number().int().min(1).max(12),
    commune: CommuneCode.nullable(),
    remark: Remark.nullable(),
    /** Needed for every version after the first. */
    reason: Words(3, 500).nullable().default(null),
  })
  .meta({ id: 'DraftReport' });
export type DraftReport = z.infer<typeof DraftReportBody>;

/** Hash of the figures that were seen; the request is refused when they have changed. */
export const SealReportBody = z.object({ hash: Hash }).meta({ id: 'SealReport' });
export const ReturnReportBody = z.object({ reason: Words(3, 500) }).meta({ id: 'ReturnReport' });

export const DOCUMENT_FORMATS = ['docx', 'csv', 'xlsx'] as const;
export const ReportDocumentBody = z
  .object({
    format: z.enum(DOCUMENT_FORMATS),
    /** `public`: the year of the city, small counts hidden, nothing finer than a commune. */
    audience: z.enum(['internal', 'public']),
    purpose: Words(5, 300),
  })
  .meta({ id: 'ReportDocument' });
export type ReportDocument = z.infer<typeof ReportDocumentBody>;

export const SetPeriodsBody = z
  .object({
    validFrom: IsoDate,
    firstDay: z.number().int().min(1).max(28),
    origin: Words(5, 500),
  })
  .meta({ id: 'SetPeriods' });
export type SetPeriods = z.infer<typeof SetPeriodsBody>;
