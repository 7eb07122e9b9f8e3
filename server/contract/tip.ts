import * as z from 'zod';

import { Attachment } from './attachment.ts';
import { CommuneCode, CommuneShare } from './commune.ts';
import { LonLat } from './geo.ts';
import { LATE_ENTRY_FIELDS, LateEntry, PaperReviewBody } from './late-entry.ts';
import { PageQuery } from './page.ts';
import { IsoDate, IsoInstant } from './time.ts';
import { DeadlineRule, Timeliness } from './tip-clock.ts';
import { TipKind } from './tip-kind.ts';
import { Words } from './words.ts';

/** The stages of the plan's "received, verified, classified and handled in time", in their order. */
export const TIP_STAGES = ['received', 'verified', 'classified', 'handled'] as const;
export const TipStage = z.enum(TIP_STAGES).meta({ id: 'TipStage' });
export type TipStage = z.infer<typeof TipStage>;

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
    /** Position that the tip is about; null where only the commune is known. */
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

/** Fields of every later step of a tip. */
const TipStepBody = z.object({
  version: z.int32().min(1),
  effectiveOn: IsoDate,
  documentNumber: Words(100).nullable().default(null),
  note: Words(1_000).nullable().default(null),
  ...LATE_ENTRY_FIELDS,
});
/** Hands it on to another commune; its clock goes on. */
export const TransferTipBody = TipStepBody.extend({ communeId: z.int32().min(1) }).meta({
  id: 'TransferTip',
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
/** Passing on to another authority is a step of its own. */
export const OwnOutcome = TipOutcome.exclude(['transferred']);
export const HandleTipBody = TipStepBody.extend({ outcome: OwnOutcome }).meta({ id: 'HandleTip' });
/** Passes it on to the authority that has to handle it, by a document of the day given; that closes it here. */
export const ForwardTipBody = TipStepBody.extend({
  documentNumber: Words(100),
  authority: Words(200).min(2),
}).meta({ id: 'ForwardTip' });

/** Step that leaves a tip more time, or takes it away from the commune that is measured by it. */
export const LooseningStep = z
  .discriminatedUnion('step', [
    ClassifyTipBody.extend({ step: z.literal('classified') }),
    ExtendTipBody.extend({ step: z.literal('extended') }),
    SuspendTipBody.extend({ step: z.literal('suspended') }),
    TransferTipBody.extend({ step: z.literal('transferred') }),
  ])
  .meta({ id: 'LooseningStep' });
export type LooseningStep = z.infer<typeof LooseningStep>;

/** Look at the paper of the step of that number. */
export const ReviewTipPaperBody = PaperReviewBody.safeExtend({ seq: z.int32().min(1) }).meta({
  id: 'ReviewTipPaper',
});
export type ReviewTipPaper = z.infer<typeof ReviewTipPaperBody>;

export const TIP_EVENT_KINDS = [
  'received',
  'transferred',
  'accepted',
  'verified',
  'classified',
  'extended',
  'suspended',
  'resumed',
  'handled',
  'forwarded',
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
    /** True when those are working days, as the rule of its clock counts. */
    countsWorkingDays: z.boolean(),
    handledOn: IsoDate.nullable(),
    outcome: TipOutcome.nullable(),
    /** The authority that it was passed on to. */
    forwardedTo: z.string().nullable(),
    /** The most days by which one of its steps was entered late; 0: none was. */
    lateDays: z.int(),
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
    late: LateEntry.nullable(),
  })
  .meta({ id: 'TipEvent' });
export type TipEvent = z.infer<typeof TipEvent>;

/** Answer to handing a tip on: the person who did so may see no more of it. */
export const TipTransfer = z
  .object({ id: z.int(), code: z.string(), communeId: z.int() })
  .meta({ id: 'TipTransfer' });
export type TipTransfer = z.infer<typeof TipTransfer>;

/** A tip with its events, the rule of its clock, and why each step may not be taken (null: it may). */
export const TipDetail = TipSummary.extend({
  policeNumber: z.string().nullable(),
  channelNumber: z.string().nullable(),
  acceptedOn: IsoDate.nullable(),
  verifiedOn: IsoDate.nullable(),
  classifiedOn: IsoDate.nullable(),
  extensionsUsed: z.int(),
  /** Receiver: a person, or the hotline or portal that handed it in. */
  receivedBy: z.string(),
  rule: DeadlineRule.nullable(),
  events: z.array(TipEvent),
  /** Photos and papers of the place that it tells of. */
  attachments: z.array(Attachment),
  steps: z.record(TipEventKind.exclude(['received']), z.string().nullable()),
}).meta({ id: 'TipDetail' });
export type TipDetail = z.infer<typeof TipDetail>;

/** Answer to receiving a tip: also where the commune is not the receiver's own, and they see no more of it. */
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
  /** `open` tips still wait for an outcome. */
  state: z.enum(['open', 'closed']).optional(),
  /** Part of its code, of a number, or of the place's name. */
  q: z.string().trim().normalize('NFC').max(100).optional(),
  kind: TipKind.optional(),
  commune: CommuneCode.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});
export type TipQuery = z.infer<typeof TipQuery>;
export const TipCountsQuery = TipQuery.pick({ commune: true });

/** Numbers of open tips within reach, by stage and by their clock. */
export const TipCounts = z
  .object({
    items: z.array(z.object({ stage: TipStage, timeliness: Timeliness, tips: z.int() })),
    closed: z.int(),
  })
  .meta({ id: 'TipCounts' });
export type TipCounts = z.infer<typeof TipCounts>;
