import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { CandidateKind } from './candidate.ts';
import { LonLat } from './geo.ts';
import { DroppedStop, MinuteSpan, MOST_STOPS, RouteDetail, ShiftPlan } from './route.ts';
import { isShiftPossible, Shift, Skills } from './team.ts';

const Id = z.int32();
/** The same in an address. */
const IdInAddress = z.coerce.number().int().positive().max(2_147_483_647);
const Count = z.number().int().min(1).max(MOST_STOPS);
/** Drawn on the map: a lasso, a polygon or a rectangle are one ring. */
const Area = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(LonLat).min(4).max(2_000)).length(1),
});

/** Ways to add places: named ones, the best ranked of some communes or of an area, or those put off. */
export const AdditionWay = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('points'), pointIds: z.array(Id).min(1).max(MOST_STOPS) }),
    /** Businesses of the register of inspection objects. */
    z.object({ kind: z.literal('objects'), objectIds: z.array(Id).min(1).max(MOST_STOPS) }),
    z.object({
      kind: z.literal('top'),
      count: Count,
      /** None: of the whole city. */
      communes: z.array(CommuneCode).max(200),
      only: CandidateKind.optional(),
    }),
    z.object({
      kind: z.literal('area'),
      area: Area,
      count: Count,
      /** Only points, or only businesses; left out: both, ranked together. */
      only: CandidateKind.optional(),
    }),
    z.object({ kind: z.literal('carried') }),
    /** Random candidates, as many as are missing from the share. */
    z.object({ kind: z.literal('random') }),
  ])
  .meta({ id: 'AdditionWay' });
export type AdditionWay = z.infer<typeof AdditionWay>;

/** One team's order; `shiftId` null: stops that are in none. */
export const StopOrder = z.object({
  shiftId: Id.nullable(),
  stopIds: z.array(Id).max(MOST_STOPS),
});
export type StopOrder = z.infer<typeof StopOrder>;

const StopDetails = z.object({
  serviceMinutes: z.number().int().min(1).max(480).optional(),
  window: MinuteSpan.refine(({ from, to }) => from <= to, { error: 'hours_impossible' })
    .nullable()
    .optional(),
  skills: Skills.optional(),
});

/** A manual edit of a route. Each carries all that it needs, so that it can be described and repeated. */
export const RouteOperation = z
  .discriminatedUnion('kind', [
    /** Into a team's order, before another stop of it; null: at its end. */
    z.object({
      kind: z.literal('move'),
      stopId: Id,
      shiftId: Id.nullable(),
      before: Id.nullable(),
    }),
    z.object({ kind: z.literal('add'), way: AdditionWay }),
    z.object({ kind: z.literal('remove'), stopIds: z.array(Id).min(1).max(MOST_STOPS) }),
    /** Each lock by itself; left out: as it is. True holds what is so now. */
    z.object({
      kind: z.literal('lock'),
      stopId: Id,
      team: z.boolean().optional(),
      position: z.boolean().optional(),
      time: MinuteSpan.nullable().optional(),
    }),
    z.object({ kind: z.literal('describe'), stopId: Id, details: StopDetails }),
    /** Whole orders at once, as an optimiser gives them; stops not named stay where they are. */
    z.object({ kind: z.literal('arrange'), orders: z.array(StopOrder).max(20) }),
    z.object({
      kind: z.literal('shift'),
      shiftId: Id,
      shift: Shift.refine(isShiftPossible, { error: 'hours_impossible' }),
    }),
    /** A team that does not come, or comes after all; its open stops are in no team then. */
    z.object({ kind: z.literal('absence'), shiftId: Id, absent: z.boolean() }),
    /** Gives the route another team; one that was absent or taken off comes with this day. */
    z.object({
      kind: z.literal('add_team'),
      teamId: Id,
      shift: Shift.refine(isShiftPossible, { error: 'hours_impossible' }),
    }),
    /** Its open stops are in no team then. */
    z.object({ kind: z.literal('remove_team'), shiftId: Id }),
    /** Puts back what one edit changed, or makes it again; with `stopId` only what it changed of that stop. */
    z.object({
      kind: z.literal('restore'),
      version: z.number().int().min(1),
      side: z.enum(['before', 'after']),
      stopId: Id.optional(),
    }),
  ])
  .meta({ id: 'RouteOperation' });
export type RouteOperation = z.infer<typeof RouteOperation>;

export const EditRoute = z
  .object({
    /** Version of the route that the editor saw; changes of others since are kept, or this is refused. */
    version: z.number().int().min(0),
    /** All of them are one edit, undone as one; one operation for every stop is the most there can be. */
    operations: z.array(RouteOperation).min(1).max(MOST_STOPS),
  })
  .meta({ id: 'EditRoute' });
export type EditRoute = z.infer<typeof EditRoute>;

export const EditedRoute = z
  .object({
    route: RouteDetail,
    /** Others had changed other stops meanwhile; both hold. */
    merged: z.boolean(),
    added: z.number().int(),
    /** Number of the requested candidates that are already on a route, or no longer to be checked. */
    passedOver: z.number().int(),
  })
  .meta({ id: 'EditedRoute' });
export type EditedRoute = z.infer<typeof EditedRoute>;

/** Place that a stop may be given: before another stop of a team; left out: at the end, or in no team. */
export const MoveCheckQuery = z.object({
  stopId: IdInAddress,
  shiftId: IdInAddress.optional(),
  before: IdInAddress.optional(),
});
export type MoveCheckQuery = z.infer<typeof MoveCheckQuery>;

/** The plans of the teams as they would be after a move, which is not made. */
export const MoveCheck = z
  .object({
    /** Version of the route that was read. */
    version: z.number().int(),
    /** The team that gives the stop, and the one that takes it. */
    shifts: z.array(ShiftPlan),
  })
  .meta({ id: 'MoveCheck' });
export type MoveCheck = z.infer<typeof MoveCheck>;

export const OptimiseScope = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('everything') }),
    z.object({ kind: z.literal('fit_new') }),
    /** Like `fit_new`, but stops that their team can no longer keep by its rules look for a place, too. */
    z.object({ kind: z.literal('share') }),
    z.object({ kind: z.literal('team'), shiftId: Id }),
  ])
  .meta({ id: 'OptimiseScope' });
export type OptimiseScope = z.infer<typeof OptimiseScope>;

export const OptimiseRoute = z
  .object({
    routeId: Id,
    scope: OptimiseScope.default({ kind: 'everything' }),
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
    /** Time limit of the search in seconds; the best result so far is reported all the while. */
    seconds: z.number().min(0.2).max(60).default(5),
    /** 0: shortest; higher: work more evenly shared. */
    balance: z.number().min(0).max(10).default(0),
  })
  .meta({ id: 'OptimiseRoute' });
export type OptimiseRoute = z.infer<typeof OptimiseRoute>;

/**
 * The service outside: its answer is waited for, was taken, was no better than the own, broke a rule, came not
 * in time or not at all, or it was not asked because its format cannot say what was asked for.
 */
export const SERVICE_OUTCOMES = [
  'waiting',
  'taken',
  'not_better',
  'broke_rules',
  'late',
  'unreachable',
  'not_asked',
] as const;

/** Progress of a run, one line each; `orders` can be applied at any time as one `arrange`. */
export const OptimiseProgress = z
  .object({
    phase: z.enum(['searching', 'done', 'failed']),
    share: z.number(),
    metres: z.number(),
    seconds: z.number(),
    /** Version of the route that was read. */
    version: z.number().int(),
    orders: z.array(StopOrder),
    dropped: z.array(DroppedStop),
    /** Author of the order: our own optimiser, or the external service. */
    source: z.enum(['own', 'service']),
    /** Outcome of asking the external service; null where none is configured. */
    service: z.enum(SERVICE_OUTCOMES).nullable(),
    code: z.string().nullable(),
  })
  .meta({ id: 'OptimiseProgress' });
export type OptimiseProgress = z.infer<typeof OptimiseProgress>;
