import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { LonLat } from './geo.ts';
import { ReasonText } from './life-cycle-text.ts';
import { PageQuery } from './page.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** `reported`: a tip. `found`: an inspection, a check, a survey; kept apart, so that what patrols find stays visible as such. */
export const SignalOrigin = z.enum(['reported', 'found']);

/**
 * `unmatched`: near no closed place. `vicinity`: in the ring of one (r to 3r), possible displacement and
 * never counted. `suspected`: a candidate recurrence that nobody has verified. `lapsed`: nothing renewed it.
 */
export const SIGNAL_STATES = [
  'unmatched',
  'vicinity',
  'suspected',
  'confirmed',
  'rejected',
  'lapsed',
] as const;
export const SignalState = z.enum(SIGNAL_STATES).meta({ id: 'SignalState' });
export type SignalState = z.infer<typeof SignalState>;

/** `exact`: the same premises. `near`: within the radius or the error of position. `vicinity`: in the ring. */
export const SignalGrade = z.enum(['exact', 'near', 'vicinity']).meta({ id: 'SignalGrade' });
export type SignalGrade = z.infer<typeof SignalGrade>;

/** Fit of the category of a signal with that of the place. */
export const CategoryFit = z.enum(['same', 'same_group', 'compatible', 'unknown', 'different']);
export type CategoryFit = z.infer<typeof CategoryFit>;

export const SignalAppeal = z
  .object({
    id: z.number().int(),
    commune: z.string(),
    reason: z.string(),
    documentNumber: z.string().nullable(),
    raisedBy: z.string(),
    raisedOn: IsoDate,
    answer: z.enum(['upheld', 'granted']).nullable(),
    answerReason: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredOn: IsoDate.nullable(),
  })
  .meta({ id: 'SignalAppeal' });
export type SignalAppeal = z.infer<typeof SignalAppeal>;

/** The match of a signal to its place, in numbers; metres and days. */
export const SignalMatch = z
  .object({
    grade: SignalGrade,
    distanceMetres: z.number().nullable(),
    /** r of the place's kind. */
    radiusMetres: z.number().nullable(),
    /** 2.448·√(σ_i² + σ_j²), within which both would be one place with 95 %. */
    uncertaintyMetres: z.number().nullable(),
    /** The larger of the two: as far from the place a signal speaks of it. Null where a person named the place. */
    judgedMetres: z.number().nullable(),
    closedOn: IsoDate.nullable(),
    daysSinceClosure: z.number().int().nullable(),
    category: CategoryFit,
    /** The person who looked named the place; the measures do not judge that. */
    named: z.boolean(),
    /**
     * Reason why it is no candidate recurrence by the parameters in force, though somebody named the place; else
     * null.
     */
    outside: z.enum(['within_grace', 'past_window']).nullable(),
  })
  .meta({ id: 'SignalMatch' });
export type SignalMatch = z.infer<typeof SignalMatch>;

/** Something that suggests activity near a closed point; unverified until a named person decides. */
export const Signal = z
  .object({
    id: z.number().int(),
    /** Null where no closed place was near. */
    pointId: z.number().int().nullable(),
    pointCode: z.string().nullable(),
    pointName: z.string().nullable(),
    origin: SignalOrigin,
    state: SignalState,
    tipId: z.number().int().nullable(),
    tipCode: z.string().nullable(),
    occurredOn: IsoDate,
    /** False where only the day of receipt is known. */
    eventDayKnown: z.boolean(),
    recordedAt: IsoInstant,
    position: LonLat.nullable(),
    locationErrorMetres: z.number().nullable(),
    category: z.string().nullable(),
    distanceMetres: z.number().nullable(),
    match: SignalMatch.nullable(),
    note: z.string().nullable(),
    raisedBy: z.string(),
    raisedByMe: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedOn: IsoDate.nullable(),
    decidedAt: IsoInstant.nullable(),
    decisionReason: z.string().nullable(),
    /** Until when the one who decided may take it back. */
    undoUntil: IsoInstant.nullable(),
    /** The day on which the suspicion lapses unless something renews it. */
    lapsesOn: IsoDate.nullable(),
    newPointId: z.number().int().nullable(),
    appeal: SignalAppeal.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof Signal>;

/** Orders of the list: by the time of recording. */
export const SIGNAL_ORDERS = ['newest', 'oldest'] as const;

export const SignalQuery = PageQuery.extend({
  state: SignalState.optional(),
  order: z.enum(SIGNAL_ORDERS).default('newest'),
  grade: SignalGrade.optional(),
  /** Only those with an appeal that nobody has answered. */
  appealed: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});
export type SignalQuery = z.infer<typeof SignalQuery>;

/** The acts on a signal, each with the code why the reader may not do it now; null when they may. */
export const SIGNAL_ACTS = ['confirm', 'reject', 'new_point', 'undo', 'appeal', 'answer'] as const;
export const SignalAct = z.enum(SIGNAL_ACTS);
export type SignalAct = z.infer<typeof SignalAct>;

const Versioned = z.object({ version: z.number().int().min(0) });

/** Another place than the closed one: the suspicion is rejected and a new point proposed where the signal lies. */
export const NewPointOfSignalBody = Versioned.extend({
  effectiveOn: IsoDate,
  reason: ReasonText,
  officialName: z.string().trim().normalize('NFC').min(2).max(200),
  category: z.string().regex(/^[A-Z][A-Z-]{0,9}$/),
}).meta({ id: 'NewPointOfSignal' });

export const UndoDecisionBody = Versioned.meta({ id: 'UndoDecision' });

const AppealBase = Versioned.extend({
  effectiveOn: IsoDate,
  documentNumber: z.string().trim().normalize('NFC').min(1).max(100).nullable().default(null),
  reason: ReasonText,
});
export const AppealSignalBody = AppealBase.meta({ id: 'AppealSignal' });
export const AnswerAppealBody = AppealBase.extend({
  answer: z.enum(['upheld', 'granted']),
}).meta({ id: 'AnswerAppeal' });

/** Places that a figure of recurrences is about, and the event days it covers. */
export const SensitivityQuery = z.object({
  point: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  /** Code of a commune in force; its lead places. */
  commune: CommuneCode.optional(),
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  /** Only recurrences that stand today: the point is recurring still. */
  standing: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});
export type SensitivityQuery = z.infer<typeof SensitivityQuery>;

/**
 * A figure of recurrences with other parameters: r/2, r, 2r and W/2, W, 2W. Unverified signals are counted apart
 * and never added.
 */
export const Sensitivity = z
  .object({
    radiusMetres: z.object({ business: z.number(), public_area: z.number() }),
    windowDays: z.int(),
    graceDays: z.int(),
    /** Recurrences on record, however far and late. */
    recorded: z.int(),
    cells: z.array(
      z.object({
        radiusFactor: z.number(),
        windowFactor: z.number(),
        confirmed: z.int(),
        unverified: z.int(),
      }),
    ),
    /** Signals in the ring (r to 3r): possible displacement, never recurrence. */
    displaced: z.int(),
    origin: z.string(),
  })
  .meta({ id: 'Sensitivity' });
export type Sensitivity = z.infer<typeof Sensitivity>;
