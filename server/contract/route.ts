import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { CandidateTerms, RouteName } from './candidate.ts';
import { LonLat } from './geo.ts';
import { InspectionKind } from './inspection.ts';
import { pageOf, PageQuery } from './page.ts';
import { PointStatus } from './point.ts';
import { ShiftChanges } from './route-publication.ts';
import { Minute, Shift, TeamSkill } from './team.ts';
import { IsoDate, IsoInstant } from './time.ts';
import { TravelBasis } from './travel.ts';

export const MOST_STOPS = 200;
export const MOST_SHIFTS = 12;

/** A draft that nobody touched is laid aside until somebody edits it; a withdrawn route was published before. */
export const ROUTE_STATES = ['draft', 'laid_aside', 'published', 'withdrawn', 'done'] as const;
export const RouteState = z.enum(ROUTE_STATES).meta({ id: 'RouteState' });
export type RouteState = z.infer<typeof RouteState>;

/** From when to when, in minutes from midnight; both belong to it. */
export const MinuteSpan = z.object({ from: Minute, to: Minute });
export type MinuteSpan = z.infer<typeof MinuteSpan>;

/** State of a stop: still ahead, with a result, or moved to a later route. */
export const STOP_STATES = ['planned', 'done', 'could_not_check', 'carried'] as const;
export const StopState = z.enum(STOP_STATES).meta({ id: 'StopState' });
export type StopState = z.infer<typeof StopState>;

export const Stop = z
  .object({
    id: z.number().int(),
    /** Null: in no team's order. */
    shiftId: z.number().int().nullable(),
    /** From 0 within its team's order, or within what is in none. */
    position: z.number().int(),
    /** Null at a business, and where no register knows the place (an unplanned stop). */
    pointId: z.number().int().nullable(),
    /** The business to inspect; null at a point and at an unplanned stop. */
    objectId: z.number().int().nullable(),
    code: z.string().nullable(),
    name: z.string(),
    /** Address of a business, where the register has it. */
    address: z.string().nullable(),
    /** Names of the communes that the place touches; the one that leads comes first. */
    communes: z.array(z.string()),
    status: PointStatus.nullable(),
    place: LonLat,
    unplanned: z.boolean(),
    /** Drawn at random, to measure what is missed. */
    random: z.boolean(),
    serviceMinutes: z.number().int(),
    window: MinuteSpan.nullable(),
    skills: z.array(TeamSkill),
    lockShiftId: z.number().int().nullable(),
    lockTime: MinuteSpan.nullable(),
    lockPosition: z.number().int().nullable(),
    /** Terms of its rank when it was added; null for stops that were not ranked. */
    reasons: CandidateTerms.nullable(),
    state: StopState,
  })
  .meta({ id: 'Stop' });
export type Stop = z.infer<typeof Stop>;

/** A code with what its sentence needs; times in seconds from midnight. */
export const PlanProblem = z
  .object({ code: z.string(), parameters: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PlanProblem' });
export type PlanProblem = z.infer<typeof PlanProblem>;

/** Seconds from midnight of the route's day; lengths in metres. */
export const ShiftPlan = z
  .object({
    shiftId: z.number().int(),
    departure: z.number(),
    finish: z.number(),
    metres: z.number(),
    travelSeconds: z.number(),
    serviceSeconds: z.number(),
    waitSeconds: z.number(),
    lateSeconds: z.number(),
    rests: z.array(z.object({ afterStops: z.number().int(), start: z.number(), end: z.number() })),
    stops: z.array(
      z.object({
        stopId: z.number().int(),
        arrival: z.number(),
        start: z.number(),
        departure: z.number(),
        lateSeconds: z.number(),
        legMetres: z.number(),
        legSeconds: z.number(),
        problems: z.array(PlanProblem),
      }),
    ),
    problems: z.array(PlanProblem),
  })
  .meta({ id: 'ShiftPlan' });
export type ShiftPlan = z.infer<typeof ShiftPlan>;

/** A stop in no team's order: why it has no room, and what together would give it that place in that team. */
export const DroppedStop = z
  .object({
    stopId: z.number().int(),
    reason: z.string(),
    /** Null, like the position, where nothing that can be asked for would do. */
    shiftId: z.number().int().nullable(),
    position: z.number().int().nullable(),
    remedies: z.array(PlanProblem),
  })
  .meta({ id: 'DroppedStop' });
export type DroppedStop = z.infer<typeof DroppedStop>;

export const RouteShift = Shift.extend({
  id: z.number().int(),
  teamId: z.number().int(),
  teamName: z.string(),
  skills: z.array(TeamSkill),
  finishedAt: IsoInstant.nullable(),
  /** Why the team ended its day with stops still open; null without one, as in a list that a phone kept earlier. */
  finishReason: z.string().nullable().default(null),
  /** A team that does not come that day is given no stop. */
  absent: z.boolean().default(false),
  /** A team that was taken off the route; shown only while something that it did stands with it. */
  removed: z.boolean().default(false),
}).meta({ id: 'RouteShift' });
export type RouteShift = z.infer<typeof RouteShift>;

export const RandomShare = z
  .object({
    /** The share that this route is held to, and that of the setting with who says so. */
    share: z.number(),
    setting: z.number(),
    origin: z.string(),
    reason: z.string().nullable(),
    wanted: z.number().int(),
    drawn: z.number().int(),
  })
  .meta({ id: 'RandomShare' });
export type RandomShare = z.infer<typeof RandomShare>;

const RouteBase = z.object({
  id: z.number().int(),
  title: z.string(),
  onDate: IsoDate,
  kind: InspectionKind,
  unannounced: z.boolean(),
  state: RouteState,
  version: z.number().int(),
});

export const RouteSummary = RouteBase.extend({
  teams: z.array(z.string()),
  stops: z.number().int(),
  done: z.number().int(),
  createdBy: z.string(),
  publishedAt: IsoInstant.nullable(),
  /** For planners: the draft differs from what the teams have. */
  draftDiffers: z.boolean(),
  /** The route that it is a copy of, where the reader may see that one. */
  copiedFrom: z.object({ id: z.number().int(), title: z.string(), onDate: IsoDate }).nullable(),
  /** The recurrence that it was drafted by; for planners. */
  recurrence: z.object({ id: z.number().int(), title: z.string() }).nullable(),
}).meta({ id: 'RouteSummary' });
export type RouteSummary = z.infer<typeof RouteSummary>;

export const RouteList = pageOf(RouteSummary).meta({ id: 'RouteList' });
export type RouteList = z.infer<typeof RouteList>;

export const RouteDetail = RouteBase.extend({
  shifts: z.array(RouteShift),
  stops: z.array(Stop),
  plan: z.object({
    basis: z.array(TravelBasis),
    shifts: z.array(ShiftPlan),
    dropped: z.array(DroppedStop),
  }),
  randomShare: RandomShare,
  /** Stops that earlier routes put off and no later one has taken up. */
  carried: z.number().int(),
  /** Edits that the reader can undo and redo; null when there is none. */
  undo: z.number().int().nullable(),
  redo: z.number().int().nullable(),
  publishedVersion: z.number().int().nullable(),
  publishedAt: IsoInstant.nullable(),
  withdrawnAt: IsoInstant.nullable(),
  withdrawnReason: z.string().nullable(),
  /** Differences between this state and the last publication; empty for a draft and for a published state. */
  unpublished: z.array(ShiftChanges),
  /** True for the draft of a published route on its day: only what remains is planned, from now on. */
  underWay: z.boolean(),
  /** For planners: other drafts of the day that want one of its stops, and published routes that hold one. */
  overlaps: z.array(
    RouteName.extend({ claim: z.enum(['wanted', 'planned']), stopIds: z.array(z.number().int()) }),
  ),
  mayPlan: z.boolean(),
}).meta({ id: 'RouteDetail' });
export type RouteDetail = z.infer<typeof RouteDetail>;

export const RouteListQuery = PageQuery.extend({
  /** Number of rows shown before. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  /** Words of the title or of a team's name, in any order, with or without their marks. */
  q: z.string().trim().normalize('NFC').max(100).default(''),
  state: RouteState.optional(),
  from: IsoDate.optional().meta({ description: 'First day of the routes' }),
  to: IsoDate.optional().meta({ description: 'Last day of the routes' }),
  commune: CommuneCode.optional().meta({
    description: 'Code of a commune with a stop of the route',
  }),
});
export type RouteListQuery = z.infer<typeof RouteListQuery>;

export const CreateRoute = z
  .object({
    title: z.string().trim().normalize('NFC').min(2).max(120),
    onDate: IsoDate,
    kind: InspectionKind,
    unannounced: z.boolean(),
    shifts: z
      .array(z.object({ teamId: z.int32(), shift: Shift }))
      .min(1)
      .max(MOST_SHIFTS),
  })
  .refine(({ shifts }) => new Set(shifts.map(({ teamId }) => teamId)).size === shifts.length, {
    path: ['shifts'],
    error: 'repeated',
  })
  .meta({ id: 'CreateRoute' });
export type CreateRoute = z.infer<typeof CreateRoute>;

export const PublishRoute = z
  .object({
    version: z.number().int().min(0),
    /** Needed where fewer stops are drawn at random than the setting asks for. */
    randomShareReason: z.string().trim().normalize('NFC').min(3).max(500).nullable().default(null),
    /** Number of broken rules that the planner has seen and accepts; more than that are refused. */
    acceptedProblems: z.number().int().min(0).default(0),
  })
  .meta({ id: 'PublishRoute' });
export type PublishRoute = z.infer<typeof PublishRoute>;

export const WithdrawRoute = z
  .object({ reason: z.string().trim().normalize('NFC').min(3).max(500) })
  .meta({ id: 'WithdrawRoute' });
export type WithdrawRoute = z.infer<typeof WithdrawRoute>;

/** The version that the planner saw: a draft that somebody has edited since is not deleted. */
export const DeleteRoute = z
  .object({ version: z.number().int().min(0) })
  .meta({ id: 'DeleteRoute' });
export type DeleteRoute = z.infer<typeof DeleteRoute>;
export const DeletedRoute = z.object({ routeId: z.number().int() }).meta({ id: 'DeletedRoute' });
export type DeletedRoute = z.infer<typeof DeletedRoute>;

/** Other persons who have the route open. */
export const RoutePresence = z
  .object({
    version: z.number().int(),
    others: z.array(z.object({ name: z.string(), stopId: z.number().int().nullable() })),
    /** Last edit of the stop or the team that the reader has open, and by whom; null without one. */
    lastEdit: z.object({ name: z.string(), version: z.number().int() }).nullable(),
  })
  .meta({ id: 'RoutePresence' });
export type RoutePresence = z.infer<typeof RoutePresence>;
/** Names the stop or the day of a team that the planner has open; neither where both are null. */
export const TellPresence = z
  .object({ stopId: z.int32().nullable(), shiftId: z.int32().nullable().default(null) })
  .meta({ id: 'TellPresence' });
export type TellPresence = z.infer<typeof TellPresence>;
