import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { IsoDate, IsoInstant } from './time.ts';

export const REPLY_SHORTEST = 10;
export const REPLY_LONGEST = 4_000;
export const REPLY_MOST_DOCUMENTS = 10;

export const ReplyState = z.enum(['draft', 'filed']);
export type ReplyState = z.infer<typeof ReplyState>;

/** A commune's answer to a recurrence or a listing that is attributed to it, or a draft of one. */
export const WriteReplyBody = z
  .object({
    /** The cycle that the listing or recurrence opened. */
    cycle: z.number().int().min(1),
    state: ReplyState,
    words: z.string().trim().normalize('NFC').min(REPLY_SHORTEST).max(REPLY_LONGEST),
    documentNumbers: z
      .array(z.string().trim().normalize('NFC').min(1).max(100))
      .max(REPLY_MOST_DOCUMENTS)
      .default([]),
    /** `seq` of the latest version that the writer saw, 0 for none; a newer one there refuses this. */
    after: z.number().int().min(0),
  })
  .meta({ id: 'WriteReply' });
export type WriteReplyBody = z.infer<typeof WriteReplyBody>;

/** One version of a reply; none is ever changed. */
export const Reply = z
  .object({
    id: z.number().int(),
    seq: z.number().int(),
    state: ReplyState,
    words: z.string(),
    documentNumbers: z.array(z.string()),
    commune: CommuneShare.omit({ lead: true }),
    writtenBy: z.string(),
    writtenAt: IsoInstant,
  })
  .meta({ id: 'Reply' });
export type Reply = z.infer<typeof Reply>;

/** The request for a reply about one cycle, and every version of the answer that the reader may see, latest first. */
export const ReplyThread = z
  .object({
    cycle: z.number().int(),
    askedFor: z.enum(['recognised', 'recurrence_confirmed']),
    happenedOn: IsoDate,
    askedOn: IsoDate,
    dueOn: IsoDate,
    versions: z.array(Reply),
    /** Reason why the reader may not write or file one; null when they may. */
    whyNotDraft: z.string().nullable(),
    whyNotFile: z.string().nullable(),
  })
  .meta({ id: 'ReplyThread' });
export type ReplyThread = z.infer<typeof ReplyThread>;
