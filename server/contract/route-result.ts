import * as z from 'zod';

import { PhotoIds } from './attachment.ts';
import { CheckObstacle } from './check.ts';
import { LonLat } from './geo.ts';
import { InspectionResult } from './inspection.ts';
import { CheckResult } from './point.ts';
import { RouteShift, Stop } from './route.ts';
import { TeamMessage } from './route-message.ts';
import { FieldPublication } from './route-publication.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Result of an inspection at a stop; "could not inspect" is a result of the stop itself. */
const BusinessResult = InspectionResult.exclude(['could_not_inspect']).meta({
  id: 'BusinessResult',
});

/** About the business, never about persons (Pháp lệnh 10/2003: contracts, registration, working conditions). */
export const CHECKLIST_ITEMS = [
  'licence_shown',
  'business_as_licensed',
  'labour_contracts',
  'workers_registered',
  'fire_safety',
  'opening_hours',
] as const;
export const ChecklistAnswer = z.enum(['yes', 'no', 'not_seen']);
export const Checklist = z.partialRecord(z.enum(CHECKLIST_ITEMS), ChecklistAnswer);

const Words = z.string().trim().normalize('NFC').min(3).max(1_000);

/** Result of a stop, complete in one body, so that a device may keep it and send it later. */
export const RecordStopResult = z
  .object({
    /** Drawn by the device: sent twice it is kept once. */
    resultId: z.uuid(),
    stopId: z.int32(),
    arrivedAt: IsoInstant.pipe(z.iso.datetime()).nullable(),
    finishedAt: IsoInstant.pipe(z.iso.datetime()),
    /** Signs of activity or none, or the fact that nobody could check. */
    result: CheckResult,
    /** Result of a business; required at a stop of the register of inspection objects unless nobody could check. */
    inspection: BusinessResult.nullable().default(null),
    checklist: Checklist.default({}),
    obstacle: CheckObstacle.nullable().default(null),
    reason: Words.nullable().default(null),
    note: Words.nullable().default(null),
    position: LonLat.nullable().default(null),
    accuracyMetres: z.number().min(0).max(100_000).nullable().default(null),
    photoIds: PhotoIds,
  })
  .refine(({ result, obstacle }) => (obstacle === null) === (result !== 'could_not_check'), {
    path: ['obstacle'],
    error: 'required',
  })
  .refine(({ obstacle, reason }) => obstacle !== 'other' || reason !== null, {
    path: ['reason'],
    error: 'required',
  })
  .refine(({ arrivedAt, finishedAt }) => arrivedAt === null || arrivedAt <= finishedAt, {
    path: ['arrivedAt'],
    error: 'date',
  })
  .meta({ id: 'RecordStopResult' });
export type RecordStopResult = z.infer<typeof RecordStopResult>;

export const StopResult = z
  .object({
    stopId: z.number().int(),
    arrivedAt: IsoInstant.nullable(),
    finishedAt: IsoInstant,
    result: CheckResult,
    inspection: BusinessResult.nullable(),
    checklist: Checklist,
    obstacle: CheckObstacle.nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    /** Distance from the stop to where the device was, with the accuracy that it told; null where it told no position. */
    distanceMetres: z.number().nullable(),
    accuracyMetres: z.number().nullable(),
    /** The photos that are here; others may still be on their way. */
    photoIds: z.array(z.uuid()),
    recordedBy: z.string(),
    /** Arrival at the server, which may be long after the press; a list that a phone kept earlier has none. */
    recordedAt: IsoInstant.nullable().default(null),
  })
  .meta({ id: 'StopResult' });
export type StopResult = z.infer<typeof StopResult>;

/** The results of a stop that do not count, those that weigh more first; a list that a phone kept earlier has none. */
const OtherResults = z.array(StopResult).default([]);

/** Tests whether results of one stop say different things. */
export function isDivided(results: readonly Pick<StopResult, 'result' | 'inspection'>[]): boolean {
  return new Set(results.map(({ result, inspection }) => `${result} ${inspection}`)).size > 1;
}

/** Result of a stop that nobody had planned; it comes with the stop, so that both are one body. */
const UnplannedResult = z.object({
  /** Drawn by the device: sent twice it is kept once. */
  resultId: z.uuid(),
  finishedAt: IsoInstant.pipe(z.iso.datetime()),
  result: CheckResult.exclude(['could_not_check']),
  note: Words.nullable().default(null),
  photoIds: PhotoIds,
});

/** A stop that nobody had planned, at a place that the register need not know. */
export const AddUnplannedStop = z
  .object({
    /** Drawn by the device: sent twice it is one stop. */
    key: z.uuid(),
    shiftId: z.int32(),
    name: z.string().trim().normalize('NFC').min(2).max(120),
    place: LonLat,
    /** Null: the stop is to be looked at later. */
    result: UnplannedResult.nullable().default(null),
  })
  .meta({ id: 'AddUnplannedStop' });
export type AddUnplannedStop = z.infer<typeof AddUnplannedStop>;

/** The team ends its day; what has no result is put off to a later route. */
export const FinishShift = z
  .object({
    shiftId: z.int32(),
    /** Time of the act on a device that sends it later; absent: now. */
    finishedAt: IsoInstant.pipe(z.iso.datetime()).optional(),
    /** Asked for where stops are still open; an older phone sends none. */
    reason: Words.nullable().default(null),
  })
  .meta({ id: 'FinishShift' });
export type FinishShift = z.infer<typeof FinishShift>;

/** A stop as the team sees it in the street. */
export const FieldStop = Stop.pick({
  id: true,
  position: true,
  pointId: true,
  objectId: true,
  code: true,
  name: true,
  address: true,
  communes: true,
  status: true,
  place: true,
  unplanned: true,
  random: true,
  serviceMinutes: true,
  window: true,
  lockTime: true,
  reasons: true,
  state: true,
})
  .extend({
    business: z.boolean(),
    /** The planned start of service, seconds from midnight; null for an unplanned stop. */
    plannedStart: z.number().nullable(),
    /** The result that counts. */
    result: StopResult.nullable(),
    otherResults: OtherResults,
  })
  .meta({ id: 'FieldStop' });
export type FieldStop = z.infer<typeof FieldStop>;

/** One team's part of a published route, whole: a phone keeps it and needs nothing else. */
export const FieldRoute = z
  .object({
    routeId: z.number().int(),
    title: z.string(),
    onDate: IsoDate,
    kind: z.string(),
    unannounced: z.boolean(),
    publication: FieldPublication,
    /** Messages of the planners to the team, newest first; a list that a phone kept earlier has none. */
    messages: z.array(TeamMessage).default([]),
    shift: RouteShift,
    stops: z.array(FieldStop),
  })
  .meta({ id: 'FieldRoute' });
export type FieldRoute = z.infer<typeof FieldRoute>;

const WithdrawnRoute = z.object({
  routeId: z.number().int(),
  title: z.string(),
  onDate: IsoDate,
  withdrawnAt: IsoInstant,
  reason: z.string(),
});
export type WithdrawnRoute = z.infer<typeof WithdrawnRoute>;

export const FieldRouteList = z
  .object({
    items: z.array(FieldRoute),
    today: IsoDate,
    /** Routes of today or later that were taken back; a list that a phone kept earlier has none. */
    withdrawn: z.array(WithdrawnRoute).default([]),
  })
  .meta({ id: 'FieldRouteList' });
export type FieldRouteList = z.infer<typeof FieldRouteList>;

const Tally = z.object({
  planned: z.number().int(),
  visited: z.number().int(),
  couldNotCheck: z.number().int(),
  carried: z.number().int(),
  open: z.number().int(),
  /** Begun more than the tolerated minutes after the planned start. */
  late: z.number().int(),
  signs: z.number().int(),
  /** Businesses with findings that ask for another visit. */
  findings: z.number().int(),
  /** Hours from the first arrival to the last end, over the teams. */
  hours: z.number(),
  /** Stops with signs or findings an hour on the road; null while too little time is seen to say so. */
  foundPerHour: z.number().nullable(),
});
export type Tally = z.infer<typeof Tally>;

/** Plan against result; what was drawn at random apart from what was ranked. */
export const RouteOutcome = z
  .object({
    routeId: z.number().int(),
    title: z.string(),
    onDate: IsoDate,
    state: z.string(),
    publishedAt: IsoInstant.nullable(),
    lateAfterMinutes: z.number().int(),
    /** Observed hours shorter than this give no `foundPerHour`. */
    rateFromMinutes: z.number(),
    all: Tally,
    ranked: Tally,
    random: Tally,
    unplanned: Tally,
    /** Teams that have ended their day, with the reason where stops were still open. */
    ends: z.array(
      z.object({
        shiftId: z.number().int(),
        teamName: z.string(),
        finishedAt: IsoInstant,
        reason: z.string().nullable(),
      }),
    ),
    /** Progress of the communes of its businesses in their year; empty for readers whom that does not concern. */
    quotas: z.array(
      z.object({
        communeId: z.number().int(),
        communeName: z.string(),
        quota: z.number().int().nullable(),
        /** Different businesses inspected this year, those of this route among them. */
        inspected: z.number().int(),
        /** Businesses that this route inspected. */
        onRoute: z.number().int(),
      }),
    ),
    stops: z.array(
      Stop.pick({
        id: true,
        shiftId: true,
        position: true,
        pointId: true,
        objectId: true,
        code: true,
        name: true,
        unplanned: true,
        random: true,
        state: true,
      }).extend({
        teamName: z.string().nullable(),
        plannedStart: z.number().nullable(),
        /** Seconds after the planned start; negative when earlier. */
        delay: z.number().nullable(),
        /** Stood in the published plan, or came later. */
        inPlan: z.boolean(),
        /** The result that counts. */
        result: StopResult.nullable(),
        otherResults: OtherResults,
      }),
    ),
  })
  .meta({ id: 'RouteOutcome' });
export type RouteOutcome = z.infer<typeof RouteOutcome>;
