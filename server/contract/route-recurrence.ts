import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { CandidateKind, CandidateWeights } from './candidate.ts';
import { InspectionKind } from './inspection.ts';
import { MOST_SHIFTS, MOST_STOPS } from './route.ts';
import { isShiftPossible, Shift } from './team.ts';
import { IsoDate, IsoInstant } from './time.ts';

export const MOST_DAYS_AHEAD = 30;

const Weekday = z.number().int().min(1).max(7);

/** Template of the routes of a recurrence, and the days on which they are. */
const Template = z.object({
  /** Title of its routes; each has its day behind it. */
  title: z.string().trim().normalize('NFC').min(2).max(100),
  kind: InspectionKind,
  unannounced: z.boolean(),
  /** Days of the week: 1 is Monday, 7 Sunday. */
  weekdays: z.array(Weekday).min(1).max(7),
  fromOn: IsoDate,
  /** Last day; null: until somebody ends it. */
  toOn: IsoDate.nullable(),
  /** Days before its day on which a draft is made. */
  daysAhead: z.number().int().min(1).max(MOST_DAYS_AHEAD),
  shifts: z
    .array(
      z.object({
        teamId: z.int32(),
        shift: Shift.refine(isShiftPossible, { error: 'hours_impossible' }),
      }),
    )
    .min(1)
    .max(MOST_SHIFTS),
  stops: z.number().int().min(1).max(MOST_STOPS),
  /** Codes of communes; none: the whole city. */
  communes: z.array(CommuneCode).max(200),
  /** Null: points and businesses, ranked together. */
  only: CandidateKind.nullable(),
  /** Null: the weights of the planner who keeps it, at the time of the draft. */
  weights: CandidateWeights.nullable(),
  /** Part of the stops that is drawn at random, if it is more than the setting asks for; null: as the setting asks. */
  randomShare: z.number().min(0).max(1).nullable(),
});

/** A recurrence as a whole. Drafts that are made already stay as they are. */
export const WriteRecurrence = Template.extend({
  /** Version of the recurrence that is changed; 0 for a new one. */
  version: z.number().int().min(0),
})
  .refine(({ fromOn, toOn }) => toOn === null || toOn >= fromOn, { path: ['toOn'], error: 'date' })
  .refine(({ weekdays }) => new Set(weekdays).size === weekdays.length, {
    path: ['weekdays'],
    error: 'repeated',
  })
  .refine(({ shifts }) => new Set(shifts.map(({ teamId }) => teamId)).size === shifts.length, {
    path: ['shifts'],
    error: 'repeated',
  })
  .meta({ id: 'WriteRecurrence' });
export type WriteRecurrence = z.infer<typeof WriteRecurrence>;

/** Outcome of a day: a draft, none because of a public day off, none for a reason that is told, or not tried yet. */
export const RECURRENCE_OUTCOMES = ['made', 'day_off', 'not_made', 'waiting'] as const;
export const RecurrenceOutcome = z.enum(RECURRENCE_OUTCOMES).meta({ id: 'RecurrenceOutcome' });

export const RECURRENCE_REASONS = [
  'planner_gone',
  'teams_gone',
  'communes_gone',
  'no_places',
  'places_held',
  'failed',
] as const;
export const RecurrenceReason = z.enum(RECURRENCE_REASONS).meta({ id: 'RecurrenceReason' });
export type RecurrenceReason = z.infer<typeof RecurrenceReason>;

export const RecurrenceDay = z
  .object({
    onDate: IsoDate,
    outcome: RecurrenceOutcome,
    /** Null unless the outcome is `not_made`. */
    reason: RecurrenceReason.nullable(),
    /** Stops that the template asks for and the draft lacks. */
    missingStops: z.number().int(),
    missingTeams: z.number().int(),
    /** Communes of the template that are no longer there, as after a merger. */
    missingCommunes: z.number().int(),
    routeId: z.number().int().nullable(),
  })
  .meta({ id: 'RecurrenceDay' });
export type RecurrenceDay = z.infer<typeof RecurrenceDay>;

export const Recurrence = Template.extend({
  id: z.number().int(),
  version: z.number().int(),
  /** Names of its teams, in the order of `shifts`. */
  teams: z.array(z.string()),
  /** The planner in whose name the drafts are made. */
  keptBy: z.string(),
  endedAt: IsoInstant.nullable(),
  /** Its next days from today on, and all that could not be made; none once it has ended. */
  next: z.array(RecurrenceDay),
  /** Outcomes of its latest days, latest first. */
  days: z.array(RecurrenceDay),
}).meta({ id: 'Recurrence' });
export type Recurrence = z.infer<typeof Recurrence>;

/** Recurrences: those that go on, then those that have ended. */
export const RecurrenceList = z
  .object({
    items: z.array(Recurrence),
    /** Random share of the setting, the least of every route, and its origin. */
    randomShare: z.object({ share: z.number(), origin: z.string() }),
    /** Years whose public days off are not entered, where a recurrence goes on in them. */
    unknownYears: z.array(z.int()),
  })
  .meta({ id: 'RecurrenceList' });
export type RecurrenceList = z.infer<typeof RecurrenceList>;
