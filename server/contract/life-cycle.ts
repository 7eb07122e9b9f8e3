import * as z from 'zod';

import { BatchId } from './act-batch.ts';
import { PhotoIds } from './attachment.ts';
import { ReasonText } from './life-cycle-text.ts';
import { DEVICE_ENTRY_FIELDS } from './late-entry.ts';
import { RefusalResponse } from './handover.ts';
import { CorrectedPlace } from './place.ts';
import { ActBase } from './point.ts';
import { IsoDate } from './time.ts';

/** The version of the point that the writer saw; another one there means somebody was faster. */
const VersionedAct = ActBase.extend({ version: z.number().int().min(0) });
/** An act that one form may record on many points. */
const ActOfMany = VersionedAct.extend({ batchId: BatchId.optional() });
const RequiredDocument = z.string().trim().normalize('NFC').min(1).max(100);

export const RecogniseBody = ActOfMany.extend({ documentNumber: RequiredDocument }).meta({
  id: 'Recognise',
});
export const DeclineBody = ActOfMany.extend({ reason: ReasonText }).meta({ id: 'Decline' });
export const ELIMINATION_WAYS = ['raid', 'closure', 'conversion', 'voluntary', 'other'] as const;
export type EliminationWay = (typeof ELIMINATION_WAYS)[number];
export const EliminateBody = VersionedAct.extend({
  documentNumber: RequiredDocument,
  way: z.enum(ELIMINATION_WAYS).default('other'),
}).meta({ id: 'Eliminate' });
export const MarkRecurringBody = VersionedAct.extend({
  documentNumber: RequiredDocument,
  grounds: ReasonText,
}).meta({ id: 'MarkRecurring' });
export const DelistBody = VersionedAct.extend({
  documentNumber: RequiredDocument,
  reason: ReasonText,
}).meta({
  id: 'Delist',
});
export const ProposeHandoverBody = ActOfMany.extend({
  documentNumber: RequiredDocument,
  grounds: z.string().trim().normalize('NFC').max(1_000).nullable().default(null),
}).meta({ id: 'ProposeHandover' });
export const ConfirmHandoverBody = ActBase.extend({
  ...DEVICE_ENTRY_FIELDS,
  photoIds: PhotoIds,
}).meta({
  id: 'ConfirmHandover',
});
export const REFUSAL_REASONS = [
  'wrong_commune',
  'not_eliminated',
  'duplicate',
  'insufficient_file',
  'other',
] as const;
export const RefuseHandoverBody = ActBase.extend({
  ...DEVICE_ENTRY_FIELDS,
  reason: z.enum(REFUSAL_REASONS),
  reasonText: ReasonText.nullable().default(null),
  /** The commune to which the place belongs; only for `wrong_commune`. */
  ownerCommuneId: z.int32().nullable().default(null),
  /** The other entry of the same place; only for `duplicate`. */
  otherPointId: z.int32().nullable().default(null),
}).meta({ id: 'RefuseHandover' });
/** Answer of the proposer's side to a refusal, before it may propose again. */
export const RespondToRefusalBody = ActBase.extend({
  /** `accepted`: we correct; `contested`: we hold to the proposal. */
  response: RefusalResponse,
  text: ReasonText,
  /** Another lead commune; only to a refusal for `wrong_commune`. */
  leadCommuneId: z.int32().nullable().default(null),
  /** The other entry of the same place; only to a refusal for `duplicate`. */
  otherPointId: z.int32().nullable().default(null),
}).meta({ id: 'RespondToRefusal' });
export const WithdrawHandoverBody = ActBase.extend({ reason: ReasonText }).meta({
  id: 'WithdrawHandover',
});
export const MergeBody = VersionedAct.extend({
  intoPointId: z.int32(),
  reason: ReasonText,
}).meta({
  id: 'Merge',
});
export const UndoMergeBody = VersionedAct.extend({ reason: ReasonText }).meta({ id: 'UndoMerge' });

/** Corrects what is said of the place, or the date, number, note, way or grounds of one event. */
export const CorrectBody = VersionedAct.extend({
  reason: ReasonText,
  point: CorrectedPlace.optional(),
  event: z
    .object({
      id: z.int32(),
      effectiveOn: IsoDate.optional(),
      documentNumber: z.string().trim().normalize('NFC').max(100).nullable().optional(),
      note: z.string().trim().normalize('NFC').max(2_000).nullable().optional(),
      /** Only of an elimination. */
      way: z.enum(ELIMINATION_WAYS).optional(),
      /** Only of a recurrence, or of a proposed hand-over. */
      grounds: ReasonText.optional(),
    })
    .optional(),
}).meta({ id: 'Correct' });

export const DecideSignalBody = ActBase.extend({
  version: z.number().int().min(0),
  reason: ReasonText,
}).meta({ id: 'DecideSignal' });

/** The acts on a point, each by its verb in the address. */
export const ACTS = [
  'recognise',
  'decline',
  'eliminate',
  'propose_handover',
  'confirm_handover',
  'refuse_handover',
  'respond_refusal',
  'withdraw_handover',
  'check',
  'mark_recurring',
  'reject_suspicion',
  'delist',
  'correct',
  'merge',
  'undo_merge',
] as const;
export const Act = z.enum(ACTS).meta({ id: 'Act' });
export type Act = z.infer<typeof Act>;
