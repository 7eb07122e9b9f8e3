import * as z from 'zod';

import { CommuneCode, CommuneType } from './commune.ts';
import { Period, type Measure } from './comparison.ts';
import { PageQuery, pageOf } from './page.ts';
import { EventKind } from './point.ts';
import { IsoDate } from './time.ts';

/** Figures that conduct stands beside, each by the cases that it rests on; `register`: all of them together. */
export const CONDUCT_FIGURES = [
  'recurrences',
  'new_points',
  'eliminations',
  'signals',
  'tips',
  'register',
] as const;
export const ConductFigure = z.enum(CONDUCT_FIGURES).meta({ id: 'ConductFigure' });
export type ConductFigure = z.infer<typeof ConductFigure>;

/** Figure whose conduct stands beside a measure by which communes are compared. */
export const CONDUCT_OF_COMPARISON: Record<Measure, ConductFigure> = {
  recurrences: 'recurrences',
  new_points: 'new_points',
  late_tips: 'tips',
};

/**
 * Parts of the cases behind a figure. `late`: entered after their day. `own`: by the measured commune itself. `unseen`: of
 * these, those that nobody else, no photo and no position shows. `ruled`: after a rule changed within the period.
 * `annulled`: declared mistaken, and therefore not in the figure any more.
 */
export const CONDUCT_PARTS = ['late', 'own', 'unseen', 'ruled', 'annulled'] as const;
export const ConductPart = z.enum(CONDUCT_PARTS).meta({ id: 'ConductPart' });
export type ConductPart = z.infer<typeof ConductPart>;

/** `look`: a check of a closed place. `act`: a decision. `tip`: a tip that was received. `annulment`: what it took back. */
export const CONDUCT_CASE_KINDS = ['look', 'act', 'tip', 'annulment'] as const;

const Count = z.number().int().min(0);

export const ConductCounts = z.object({
  /** Number of the cases that the figure rests on, without those annulled. */
  cases: Count,
  /** Looks that were seen by somebody else, a photo or a position, and those that the commune alone states. */
  looks: z.object({ seen: Count, stated: Count }),
  /** Cases that could be unseen, and by which a praise is weighed: looks, and tips that are closed. */
  weighed: Count,
  parts: z.record(ConductPart, Count),
});
export type ConductCounts = z.infer<typeof ConductCounts>;

/**
 * Largest share of the cases behind a figure that may be known from the measured alone, for the figure to be praised: with
 * more than half of them, what is praised is mostly the commune's own word.
 */
export const MOST_UNSEEN_SHARE = 0.5;

/** True where others have seen enough of the cases behind a figure to praise it; also where there is nothing to see. */
export function isSeenEnough({
  weighed,
  parts,
}: Pick<ConductCounts, 'weighed' | 'parts'>): boolean {
  return parts.unseen <= weighed * MOST_UNSEEN_SHARE;
}

/** Adds counts up, as of several communes. */
export function sumOfConduct(all: readonly ConductCounts[]): ConductCounts {
  const sum = (of: (counts: ConductCounts) => number) =>
    all.reduce((total, counts) => total + of(counts), 0);
  return {
    cases: sum(({ cases }) => cases),
    looks: { seen: sum(({ looks }) => looks.seen), stated: sum(({ looks }) => looks.stated) },
    weighed: sum(({ weighed }) => weighed),
    parts: {
      late: sum(({ parts }) => parts.late),
      own: sum(({ parts }) => parts.own),
      unseen: sum(({ parts }) => parts.unseen),
      ruled: sum(({ parts }) => parts.ruled),
      annulled: sum(({ parts }) => parts.annulled),
    },
  };
}

/** A figure of a commune, or of all within the reader's reach; both days are included. */
export const ConductQuery = z.object({
  figure: ConductFigure,
  from: IsoDate,
  to: IsoDate,
  commune: CommuneCode.optional(),
});
export type ConductQuery = z.infer<typeof ConductQuery>;

/** Conduct beside a figure: how the cases came about that it rests on. */
export const Conduct = ConductCounts.extend({
  figure: ConductFigure,
  period: Period,
  /** False where too much of it is known from the measured alone: the figure is not praised. */
  seenEnough: z.boolean(),
}).meta({ id: 'Conduct' });
export type Conduct = z.infer<typeof Conduct>;

export const ConductCasesQuery = ConductQuery.extend(PageQuery.shape).extend({ part: ConductPart });
export type ConductCasesQuery = z.infer<typeof ConductCasesQuery>;

/** One case behind a figure. */
export const ConductCase = z
  .object({
    kind: z.enum(CONDUCT_CASE_KINDS),
    /** Number of the event or the tip; with the kind it names the case. */
    id: z.number().int(),
    /** The event, or the one that was annulled; null for a tip. */
    act: EventKind.nullable(),
    /** The place to be opened; null for a tip. */
    pointId: z.number().int().nullable(),
    tipId: z.number().int().nullable(),
    code: z.string(),
    name: z.string().nullable(),
    commune: z.object({ code: z.string(), name: z.string(), type: CommuneType }),
    /** Day by which it counts. */
    day: IsoDate,
    /** Days after it on which it was entered; of a tip, those of its latest entered step. */
    lateDays: z.number().int(),
    own: z.boolean(),
    unseen: z.boolean(),
  })
  .meta({ id: 'ConductCase' });
export type ConductCase = z.infer<typeof ConductCase>;

export const ConductCases = pageOf(ConductCase).meta({ id: 'ConductCases' });
export type ConductCases = z.infer<typeof ConductCases>;
