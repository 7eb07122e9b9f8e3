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
/** Asks another commune to take it; until it does, the tip and its clock stay where they are. */
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

/**
 * Step that leaves a tip more time. `transferred` stands in proposals of earlier versions alone: another commune takes a tip
 * itself now, and nobody else confirms that it is asked.
 */
export const LooseningStep = z
  .discriminatedUnion('step', [
    ClassifyTipBody.extend({ step: z.literal('classified') }),
    ExtendTipBody.extend({ step: z.literal('extended') }),
    SuspendTipBody.extend({ step: z.literal('suspended') }),
    TransferTipBody.extend({ step: z.literal('transferred') }),
  ])
  .meta({ id: 'LooseningStep' });

/** Look at the paper of the step of that number. */
export const ReviewTipPaperBody = PaperReviewBody.safeExtend({ seq: z.int32().min(1) }).meta({
  id: 'ReviewTipPaper',
});
export type ReviewTipPaper = z.infer<typeof ReviewTipPaperBody>;

export const TIP_EVENT_KINDS = [
  'received',
  'transfer_asked',
  'transfer_withdrawn',
  'transfer_refused',
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

/** Steps that the commune of a tip takes with it, or somebody of the city; the others follow from being asked. */
export const TipStep = TipEventKind.exclude([
  'received',
  'transfer_withdrawn',
  'transfer_refused',
  'transferred',
]).meta({ id: 'TipStep' });
export type TipStep = z.infer<typeof TipStep>;

const NamedCommune = CommuneShare.omit({ lead: true });

/** Question to another commune if it takes a tip, while it waits for the answer. */
export const PendingTransfer = z
  .object({
    /** Number of the question, by which it is taken, refused or withdrawn. */
    id: z.int(),
    from: NamedCommune,
    to: NamedCommune,
    askedBy: z.string(),
    askedRole: z.string(),
    askedOn: IsoDate,
    documentNumber: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'PendingTransfer' });
export type PendingTransfer = z.infer<typeof PendingTransfer>;

/** Answers to the question, and its withdrawal, each with the code why the reader may not give it; null: they may. */
export const TransferAnswers = z.object({
  take: z.string().nullable(),
  refuse: z.string().nullable(),
  withdraw: z.string().nullable(),
});
export type TransferAnswers = z.infer<typeof TransferAnswers>;

/** Grounds of a refusal or of a withdrawal. */
export const EndTransferBody = z.object({ reason: Words(500).min(3) }).meta({ id: 'EndTransfer' });
export type EndTransferBody = z.infer<typeof EndTransferBody>;

export const TipSummary = z
  .object({
    id: z.int(),
    code: z.string(),
    kind: TipKind,
    channel: TipChannel,
    stage: TipStage,
    timeliness: Timeliness,
    commune: NamedCommune,
    /** Question to another commune that waits for its answer; null where none does. */
    transfer: PendingTransfer.nullable(),
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

/** Answer to a refusal: the commune that refused a tip sees no more of it. */
export const RefusedTransfer = z
  .object({ id: z.int(), code: z.string() })
  .meta({ id: 'RefusedTransfer' });
export type RefusedTransfer = z.infer<typeof RefusedTransfer>;

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
  steps: z.record(TipStep, z.string().nullable()),
  /** Answers of the reader to the pending transfer; null where none waits. */
  answers: TransferAnswers.nullable(),
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
  /** Only tips of others that the own commune is asked to take. */
  asked: z.literal('true').optional(),
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
    /** Tips of others that the own commune is asked to take. */
    asked: z.int(),
  })
  .meta({ id: 'TipCounts' });
export type TipCounts = z.infer<typeof TipCounts>;
