import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { LonLat } from './geo.ts';
import { PageQuery } from './page.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** The six kinds of tin phản ánh; the law gives them four clocks. */
export const TIP_KINDS = [
  'crime_denunciation',
  'crime_information',
  'prosecution_proposal',
  'denunciation',
  'complaint',
  'feedback',
] as const;
export const TipKind = z.enum(TIP_KINDS).meta({ id: 'TipKind' });
export type TipKind = z.infer<typeof TipKind>;

/** The stages of the plan's "received, verified, classified and handled in time", in their order. */
export const TIP_STAGES = ['received', 'verified', 'classified', 'handled'] as const;
export const TipStage = z.enum(TIP_STAGES).meta({ id: 'TipStage' });
export type TipStage = z.infer<typeof TipStage>;

/** How a tip stands to its clock. */
export const TIMELINESS = [
  'not_started',
  'running',
  'due_soon',
  'overdue',
  'suspended',
  'closed_on_time',
  'closed_late',
] as const;
export const Timeliness = z.enum(TIMELINESS).meta({ id: 'Timeliness' });
export type Timeliness = z.infer<typeof Timeliness>;

/** A span of a legal clock. Months end on the same day of a later month, or on its last. */
export const ClockSpan = z.strictObject({
  amount: z.int().min(1).max(1_000),
  unit: z.enum(['day', 'working_day', 'month']),
});
export type ClockSpan = z.infer<typeof ClockSpan>;

/** Until when a kind of tip has to be handled: data with an origin and a first day, never code. */
export const DeadlineRule = z
  .strictObject({
    kind: TipKind,
    validFrom: IsoDate,
    /** The event that starts the clock: receipt, or acceptance (thụ lý). */
    startsWith: z.enum(['received', 'accepted']),
    limit: ClockSpan,
    /** Each used at most once, in this order. */
    extensions: z.array(
      z.strictObject({
        span: ClockSpan,
        /** The span replaces the limit, counted from the start, or is added to what was allowed so far. */
        counted: z.enum(['from_start', 'added']),
        approver: z.string().min(1),
      }),
    ),
    /** After a suspension: what had been left, or a span of its own from the day of resumption. */
    resumption: z.union([z.literal('remaining'), ClockSpan]),
    /** A last day that is none of work moves to the next that is. */
    endsOnWorkingDay: z.boolean(),
    origin: z.string().min(1),
  })
  .meta({ id: 'DeadlineRule' });
export type DeadlineRule = z.infer<typeof DeadlineRule>;

export const TIP_CHANNELS = [
  'in_person',
  'hotline',
  'portal',
  'post',
  'email',
  'media',
  'authority',
  'patrol',
  'other',
] as const;
export const TipChannel = z.enum(TIP_CHANNELS).meta({ id: 'TipChannel' });
export type TipChannel = z.infer<typeof TipChannel>;

export const TIP_OUTCOMES = [
  'substantiated',
  'unsubstantiated',
  'transferred',
  'duplicate',
  'not_verifiable',
] as const;
export const TipOutcome = z.enum(TIP_OUTCOMES).meta({ id: 'TipOutcome' });
export type TipOutcome = z.infer<typeof TipOutcome>;

const Words = (longest: number) => z.string().trim().normalize('NFC').min(1).max(longest);

/**
 * A tip as it is taken in. There is no field for who told it, for whom it is about, or for its words:
 * those stay in the police register, under the number named here.
 */
export const ReceiveTipBody = z
  .strictObject({
    kind: TipKind,
    channel: TipChannel,
    receivedOn: IsoDate,
    occurredOn: IsoDate.nullable().default(null),
    /** Where it is about; null where only the commune is known. */
    position: LonLat.nullable().default(null),
    /** Radius within which the place lies, metres. */
    locationErrorMetres: z.number().min(0).max(20_000).nullable().default(null),
    /** Asked for where there is no position, and derived from it otherwise. */
    communeId: z.int32().nullable().default(null),
    placeName: Words(200).min(2).nullable().default(null),
    category: z.string().max(20).nullable().default(null),
    policeNumber: Words(100).nullable().default(null),
    channelNumber: Words(100).nullable().default(null),
  })
  .refine((tip) => tip.position !== null || tip.communeId !== null, {
    path: ['communeId'],
    error: 'place_or_commune',
  })
  .meta({ id: 'ReceiveTip' });
export type ReceiveTipBody = z.infer<typeof ReceiveTipBody>;

/** What every later step of a tip says. */
const TipStepBody = z.strictObject({
  version: z.int32().min(1),
  effectiveOn: IsoDate,
  documentNumber: Words(100).nullable().default(null),
  note: Words(1_000).nullable().default(null),
});
export const AcceptTipBody = TipStepBody.meta({ id: 'AcceptTip' });
export const VerifyTipBody = TipStepBody.meta({ id: 'VerifyTip' });
export const ClassifyTipBody = TipStepBody.extend({
  kind: TipKind,
  category: z.string().max(20).nullable().default(null),
}).meta({ id: 'ClassifyTip' });
export const ExtendTipBody = TipStepBody.extend({ documentNumber: Words(100) }).meta({
  id: 'ExtendTip',
});
export const SuspendTipBody = TipStepBody.extend({ documentNumber: Words(100) }).meta({
  id: 'SuspendTip',
});
export const ResumeTipBody = TipStepBody.meta({ id: 'ResumeTip' });
export const HandleTipBody = TipStepBody.extend({ outcome: TipOutcome }).meta({ id: 'HandleTip' });

export const TIP_EVENT_KINDS = [
  'received',
  'accepted',
  'verified',
  'classified',
  'extended',
  'suspended',
  'resumed',
  'handled',
] as const;
export const TipEventKind = z.enum(TIP_EVENT_KINDS).meta({ id: 'TipEventKind' });
export type TipEventKind = z.infer<typeof TipEventKind>;
export type TipStep = Exclude<TipEventKind, 'received'>;

export const TipSummary = z
  .object({
    id: z.int(),
    code: z.string(),
    kind: TipKind,
    channel: TipChannel,
    stage: TipStage,
    timeliness: Timeliness,
    commune: CommuneShare.omit({ lead: true }),
    position: LonLat.nullable(),
    locationErrorMetres: z.number().nullable(),
    placeName: z.string().nullable(),
    category: z.string().nullable(),
    occurredOn: IsoDate.nullable(),
    receivedOn: IsoDate,
    dueOn: IsoDate.nullable(),
    /** Days left as the rule counts them, negative once overdue; null where no clock runs. */
    remainingDays: z.int().nullable(),
    handledOn: IsoDate.nullable(),
    outcome: TipOutcome.nullable(),
    version: z.int(),
  })
  .meta({ id: 'TipSummary' });
export type TipSummary = z.infer<typeof TipSummary>;

export const TipEvent = z
  .object({
    seq: z.int(),
    kind: TipEventKind,
    effectiveOn: IsoDate,
    recordedAt: IsoInstant,
    actor: z.string(),
    actorRole: z.string(),
    documentNumber: z.string().nullable(),
    note: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'TipEvent' });
export type TipEvent = z.infer<typeof TipEvent>;

/** A tip with its events, the rule of its clock, and why each step may not be taken (null: it may). */
export const TipDetail = TipSummary.extend({
  policeNumber: z.string().nullable(),
  channelNumber: z.string().nullable(),
  acceptedOn: IsoDate.nullable(),
  verifiedOn: IsoDate.nullable(),
  classifiedOn: IsoDate.nullable(),
  extensionsUsed: z.int(),
  rule: DeadlineRule.nullable(),
  events: z.array(TipEvent),
  steps: z.record(TipEventKind.exclude(['received']), z.string().nullable()),
}).meta({ id: 'TipDetail' });
export type TipDetail = z.infer<typeof TipDetail>;

/** What taking in a tip answers: also where the commune is not the taker's own, and they see no more of it. */
export const TipReceipt = z
  .object({
    id: z.int(),
    code: z.string(),
    communeId: z.int(),
    dueOn: IsoDate.nullable(),
    /** True when the same channel number had been taken in before: nothing was written. */
    known: z.boolean(),
  })
  .meta({ id: 'TipReceipt' });
export type TipReceipt = z.infer<typeof TipReceipt>;

export const TipQuery = PageQuery.extend({
  stage: TipStage.optional(),
  timeliness: Timeliness.optional(),
  kind: TipKind.optional(),
  commune: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});
export type TipQuery = z.infer<typeof TipQuery>;

/** How tips received in a period stand: in time ÷ (closed + open overdue), the not yet due apart. */
export const TipTally = z
  .object({
    onTime: z.int(),
    late: z.int(),
    openOverdue: z.int(),
    notYetDue: z.int(),
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
    byKind: z.array(z.object({ kind: TipKind, tally: TipTally })),
    byCommune: z.array(z.object({ code: z.string(), name: z.string(), tally: TipTally })),
    stages: z.array(StageTime),
  })
  .meta({ id: 'TipStatistics' });
export type TipStatistics = z.infer<typeof TipStatistics>;

/** A day that differs from the plain week: off, worked though it is a weekend, or an ordinary one after all. */
export const DayOffBody = z
  .strictObject({
    day: IsoDate,
    kind: z.enum(['holiday', 'worked', 'plain']),
    name: Words(100),
  })
  .meta({ id: 'DayOff' });
export type DayOffBody = z.infer<typeof DayOffBody>;

export const ClockSettings = z
  .object({ rules: z.array(DeadlineRule), daysOff: z.array(DayOffBody), dueSoonDays: z.int() })
  .meta({ id: 'ClockSettings' });
