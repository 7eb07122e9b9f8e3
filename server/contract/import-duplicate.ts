import * as z from 'zod';

import { EventKind, PointStatus } from './point.ts';
import { IsoDate } from './time.ts';

/** Decisions about a row that looks like a place of the register: a place of its own, or left out. */
export const DuplicateDecision = z.enum(['new', 'leave_out']);
export type DuplicateDecision = z.infer<typeof DuplicateDecision>;

export const DuplicateChoice = z.object({
  line: z.number().int().positive(),
  decision: DuplicateDecision,
});
export type DuplicateChoice = z.infer<typeof DuplicateChoice>;
/** Rows of one file that can be decided on one by one. */
const MOST_CHOICES = 20_000;
export const DuplicateChoices = z.array(DuplicateChoice).max(MOST_CHOICES);

/** A place of the register within the matching radius of a row, with a similar name. */
export const SimilarPoint = z
  .object({
    id: z.number().int(),
    code: z.string(),
    officialName: z.string(),
    category: z.string(),
    status: PointStatus,
    distanceMetres: z.number(),
    lastEvent: z.object({ kind: EventKind, on: IsoDate }),
  })
  .meta({ id: 'SimilarPoint' });
export type SimilarPoint = z.infer<typeof SimilarPoint>;

/** A row that may be a place that is there already; it is not written while nobody has decided. */
export const PossibleDuplicate = z
  .object({
    line: z.number().int(),
    officialName: z.string(),
    category: z.string(),
    /** The nearest first. */
    points: z.array(SimilarPoint),
    /** Line of an earlier row of the file at the same position with a similar name. */
    otherLine: z.number().int().nullable(),
    decision: DuplicateDecision.nullable(),
  })
  .meta({ id: 'PossibleDuplicate' });
export type PossibleDuplicate = z.infer<typeof PossibleDuplicate>;
