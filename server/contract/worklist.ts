import * as z from 'zod';

import { CommuneShare } from './commune.ts';
import { NamedPoint } from './handover.ts';
import { PageQuery } from './page.ts';
import type { Role } from './permission.ts';
import { CheckResult, PointSummary } from './point.ts';
import { SignalOrigin } from './signal.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Kinds of waiting work: the first five for a commune, the last two for the proposer of a hand-over. */
export const WORK_KINDS = [
  'handover',
  'check',
  'suspicion',
  'reply',
  'signal',
  'refusal',
  'unanswered',
] as const;
export const WorkKind = z.enum(WORK_KINDS).meta({ id: 'WorkKind' });
export type WorkKind = z.infer<typeof WorkKind>;

/** The kinds on which others must act next: shown, last and not counted as waiting. */
export const WAITS_FOR_OTHERS: readonly WorkKind[] = ['signal', 'unanswered'];

/** True when the next step of such work belongs to this role. */
export function waitsForRole(kind: WorkKind, role: Role): boolean {
  if (kind === 'handover') return role === 'leader';
  return !WAITS_FOR_OTHERS.includes(kind);
}

const Commune = CommuneShare.omit({ lead: true });

const work = <Kind extends WorkKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({
    kind: z.literal(kind),
    /** Number of the hand-over, signal or request; of the point itself for a check. */
    id: z.number().int(),
    point: PointSummary,
    /** The last day in time; null where there is none. */
    dueOn: IsoDate.nullable(),
    /** Since when it has waited. */
    since: IsoDate,
    ...shape,
  });

/** One commune's part of a hand-over, with the evidence on which it is answered. */
const HandoverFacts = z.object({
  commune: Commune,
  cycle: z.number().int(),
  attempt: z.number().int(),
  proposedOn: IsoDate,
  proposedBy: z.string().nullable(),
  documentNumber: z.string().nullable(),
  grounds: z.string().nullable(),
  answerDueOn: IsoDate.nullable(),
  eliminatedOn: IsoDate.nullable(),
  /** Other communes that have yet to answer in the same attempt. */
  othersPending: z.number().int(),
  answeredOn: IsoDate.nullable(),
  answeredBy: z.string().nullable(),
  refusalReason: z.string().nullable(),
  refusalText: z.string().nullable(),
  refusalCommune: Commune.nullable(),
  refusalPoint: NamedPoint.nullable(),
});
export type HandoverFacts = z.infer<typeof HandoverFacts>;

const SignalFacts = z.object({
  origin: SignalOrigin,
  occurredOn: IsoDate,
  recordedAt: IsoInstant,
  note: z.string().nullable(),
  distanceMetres: z.number().nullable(),
  raisedBy: z.string(),
});
export type SignalFacts = z.infer<typeof SignalFacts>;

export const WorkItem = z
  .discriminatedUnion('kind', [
    work('handover', { handover: HandoverFacts, mayAnswer: z.boolean() }),
    work('check', {
      check: z.object({ lastOn: IsoDate.nullable(), lastResult: CheckResult.nullable() }),
    }),
    work('suspicion', { signal: SignalFacts }),
    work('reply', {
      reply: z.object({
        cycle: z.number().int(),
        askedFor: z.enum(['recognised', 'recurrence_confirmed']),
        happenedOn: IsoDate,
        /** An officer has prepared one that the leader may file. */
        drafted: z.boolean(),
      }),
    }),
    work('signal', { signal: SignalFacts }),
    work('refusal', { handover: HandoverFacts }),
    work('unanswered', { handover: HandoverFacts }),
  ])
  .meta({ id: 'WorkItem' });
export type WorkItem = z.infer<typeof WorkItem>;
export type WorkOf<Kind extends WorkKind> = Extract<WorkItem, { kind: Kind }>;

export const WorklistQuery = PageQuery.extend({
  kind: WorkKind.optional(),
  cursor: z
    .string()
    .regex(/^[01]\.[01]\.\d{4}-\d\d-\d\d\.\d{1,9}$/)
    .optional(),
});
export type WorklistQuery = z.infer<typeof WorklistQuery>;

/** The kinds of which there are any, and how many of each. */
export const WorkCount = z.object({
  kind: WorkKind,
  total: z.number().int(),
  overdue: z.number().int(),
});
export type WorkCount = z.infer<typeof WorkCount>;

/**
 * Waiting work, a page of places with all that waits at each: first the places with a hand-over to answer, then the
 * earliest due, last those on which only others act. The counts are of all of it, whatever the page shows.
 */
export const Worklist = z
  .object({
    items: z.array(WorkItem),
    next: z.string().nullable(),
    total: z.number().int(),
    /** Places in the list: those where something waits for the reader, and those where only others act. */
    places: z.object({ waiting: z.number().int(), others: z.number().int() }),
    counts: z.array(WorkCount),
    /** Number that wait for the reader and for nobody else, with the tips to take. */
    waiting: z.number().int(),
    /** Tips of others that the own commune is asked to take: at no place, and not among the items. */
    tipsToTake: z.number().int(),
    overdue: z.number().int(),
    today: IsoDate,
  })
  .meta({ id: 'Worklist' });
export type Worklist = z.infer<typeof Worklist>;
