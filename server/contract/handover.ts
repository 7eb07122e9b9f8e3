import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { Role } from './role.ts';
import { IsoDate } from './time.ts';

/**
 * `cancelled`: another commune refused, or the place came back. `recorded`: taken over from papers older
 * than the system. `successor_asked`: the commune is no more or does not hold the place, who follows it has a part of its own.
 */
export const HandoverState = z.enum([
  'pending',
  'confirmed',
  'refused',
  'cancelled',
  'recorded',
  'withdrawn',
  'successor_asked',
]);
export type HandoverState = z.infer<typeof HandoverState>;

/** Answer of the proposer's side to a refusal. */
export const RefusalResponse = z.enum(['accepted', 'contested']);
export type RefusalResponse = z.infer<typeof RefusalResponse>;

/** A point that a refusal or its answer names. */
export const NamedPoint = z.object({ id: z.number().int(), code: z.string() });

/** One commune's part of a hand-over, with all that has been said about it. */
export const Handover = z
  .object({
    id: z.number().int(),
    cycle: z.number().int(),
    attempt: z.number().int(),
    commune: CommuneShare.omit({ lead: true }),
    state: HandoverState,
    proposedOn: IsoDate,
    proposedBy: z.string().nullable(),
    proposedByRole: Role.nullable(),
    proposedByMe: z.boolean(),
    grounds: z.string().nullable(),
    documentNumber: z.string().nullable(),
    /** The commune follows an abolished one; `after_handover`: the point had been handed over to that one. */
    successor: z.enum(['while_pending', 'after_handover']).nullable(),
    answerDueOn: IsoDate.nullable(),
    /** Days past the last day for an answer that has not come; null in time or with an answer. */
    answerOverdueDays: z.number().int().nullable(),
    answeredOn: IsoDate.nullable(),
    answeredBy: z.string().nullable(),
    answeredByRole: Role.nullable(),
    answerDocumentNumber: z.string().nullable(),
    /** Reason of the refusal: a code, and words. */
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    /** Named by the refusal: the commune to which the place belongs, or the other entry of the place. */
    refusalCommune: CommuneShare.omit({ lead: true }).nullable(),
    refusalPoint: NamedPoint.nullable(),
    /** The day on which the commune that follows was asked instead. */
    lapsedOn: IsoDate.nullable(),
    withdrawal: z
      .object({
        on: IsoDate,
        by: z.string(),
        byRole: Role.nullable(),
        reason: z.string(),
        documentNumber: z.string().nullable(),
      })
      .nullable(),
    response: z
      .object({
        kind: RefusalResponse,
        on: IsoDate,
        by: z.string(),
        byRole: Role.nullable(),
        text: z.string(),
        documentNumber: z.string().nullable(),
        commune: CommuneShare.omit({ lead: true }).nullable(),
        point: NamedPoint.nullable(),
      })
      .nullable(),
    /** Reason why the reader may not answer it; null when they may. */
    whyNotAnswer: z.string().nullable(),
    /** Reason why the reader may not answer its refusal; null when they may. */
    whyNotRespond: z.string().nullable(),
    /** Reason why the reader may not take its proposal back; null when they may. */
    whyNotWithdraw: z.string().nullable(),
  })
  .meta({ id: 'Handover' });
export type Handover = z.infer<typeof Handover>;
