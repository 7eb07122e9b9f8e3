import * as z from 'zod';

import { civilDate, daysBetween } from './civil-day.ts';
import type { ProblemCode } from './problem.ts';
import { IsoDate, IsoInstant } from './time.ts';
import { Words } from './words.ts';

/** Verdict of a second person: the paper says so, or it does not. */
export const PAPER_VERDICTS = ['seen', 'refused'] as const;
export const PaperVerdict = z.enum(PAPER_VERDICTS).meta({ id: 'PaperVerdict' });
export type PaperVerdict = z.infer<typeof PaperVerdict>;

/** Entry of a day earlier than that of its recording; shown for ever. */
export const LateEntry = z
  .object({
    /** Days from the day that was typed to the day of recording, in the city. */
    days: z.int().min(1),
    /** Day of the paper that says so; null where a device sent later what was pressed on the day, or none was asked. */
    documentOn: IsoDate.nullable(),
    /** True where a figure takes its day and nobody has looked at the paper yet. */
    awaited: z.boolean(),
    /** Null: nobody has looked at the paper yet. */
    review: z
      .object({
        verdict: PaperVerdict,
        by: z.string(),
        at: IsoInstant,
        reason: z.string().nullable(),
      })
      .nullable(),
    /** True where the reader may say what the paper shows. */
    mayReview: z.boolean(),
  })
  .meta({ id: 'LateEntry' });
export type LateEntry = z.infer<typeof LateEntry>;

/** Look of a second person at the paper of a late entry; a refusal says why. */
export const PaperReviewBody = z
  .object({ verdict: PaperVerdict, reason: Words(1_000).min(3).nullable().default(null) })
  .refine(({ verdict, reason }) => verdict === 'seen' || reason !== null, {
    path: ['reason'],
    error: 'required',
  });
export type PaperReview = z.infer<typeof PaperReviewBody>;

/** Times of an entry, and what a second person found of its paper; null: nobody has looked yet. */
export type Entered = {
  effectiveOn: IsoDate;
  recordedAt: IsoInstant;
  verdict: PaperVerdict | null;
};

/** Days by which an entry came after its day; 0 on the day itself. The twin of `late_days` in SQL. */
export function lateDays({
  effectiveOn,
  recordedAt,
}: Pick<Entered, 'effectiveOn' | 'recordedAt'>): number {
  return Math.max(0, daysBetween(effectiveOn, civilDate(recordedAt)));
}

/** The day that counts for the measured: the day of recording, unless another person has seen a paper of the day typed. */
export function countedOn({ effectiveOn, recordedAt, verdict }: Entered): IsoDate {
  const recordedOn = civilDate(recordedAt);
  return verdict === 'seen' || recordedOn < effectiveOn ? effectiveOn : recordedOn;
}

/** The day that would count if the paper is found good; the day of recording once it was refused. */
export function statedOn(entered: Entered): IsoDate {
  return entered.verdict === 'refused' ? countedOn(entered) : entered.effectiveOn;
}

/** Fields of an act that may be entered after its day. */
export const LATE_ENTRY_FIELDS = {
  /** Day of the paper; asked for, with its number, where the act is entered after its day. */
  documentOn: IsoDate.nullable().default(null),
};

/** The same of an act that a device may keep and send later. */
export const DEVICE_ENTRY_FIELDS = {
  ...LATE_ENTRY_FIELDS,
  /** The moment at which it was pressed on the device; sent later than its day, it needs no paper. */
  enteredAt: IsoInstant.pipe(z.iso.datetime()).nullable().default(null),
};

/**
 * Reason why an act of an earlier day cannot be entered, with the field at fault; null when it can. It needs a paper
 * with a number and a day: not before the act, for it has to tell of it, and not after the entry.
 * @param pressedOn the day on which a device says it was pressed; sent later, it needs no paper
 */
export function whyNotLate(
  entry: {
    effectiveOn: IsoDate;
    documentNumber: string | null;
    documentOn?: IsoDate | null | undefined;
  },
  today: IsoDate,
  pressedOn: IsoDate | null = null,
): { code: ProblemCode; pointer: string } | null {
  const { effectiveOn, documentNumber, documentOn = null } = entry;
  if (documentOn !== null && documentOn > today) {
    return { code: 'late_entry.paper_day_wrong', pointer: '/documentOn' };
  }
  if (effectiveOn >= today || pressedOn === effectiveOn) return null;
  if (documentNumber === null || documentNumber === '') {
    return { code: 'late_entry.paper_missing', pointer: '/documentNumber' };
  }
  if (documentOn === null) return { code: 'late_entry.paper_missing', pointer: '/documentOn' };
  return documentOn < effectiveOn
    ? { code: 'late_entry.paper_day_wrong', pointer: '/documentOn' }
    : null;
}
