import * as z from 'zod';

import { LonLat } from './geo.ts';
import { CheckResult } from './point.ts';
import { RouteState, Stop } from './route.ts';
import { SentMessage } from './route-message.ts';
import { StopResult } from './route-result.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** A published stop on its day. Times are seconds from midnight of that day, delays seconds. */
export const LiveStop = Stop.pick({
  id: true,
  position: true,
  code: true,
  name: true,
  place: true,
  unplanned: true,
  random: true,
  state: true,
})
  .extend({
    /** The published start; null where the team added the stop itself. */
    plannedStart: z.number().nullable(),
    /** Estimated start; null for a stop with a result, and once the team has finished. */
    expectedStart: z.number().nullable(),
    result: CheckResult.nullable(),
    /** The end of the look that counts, when a result is there. */
    finishedAt: IsoInstant.nullable(),
    /** All results where they say different things, the one that counts first; otherwise none. */
    dividedResults: z.array(StopResult),
  })
  .meta({ id: 'LiveStop' });
export type LiveStop = z.infer<typeof LiveStop>;

/** One team of the day, by its results alone: nothing follows it between two stops. */
export const LiveTeam = z
  .object({
    shiftId: z.number().int(),
    teamName: z.string(),
    finishedAt: IsoInstant.nullable(),
    finishReason: z.string().nullable(),
    done: z.number().int(),
    left: z.number().int(),
    signs: z.number().int(),
    nextStopId: z.number().int().nullable(),
    /** Seconds behind the published times at the next stop, or at the last one where none is left; negative: early. */
    delay: z.number().nullable(),
    plannedFinish: z.number(),
    /** Estimated end of the day; the actual one once the team has finished. */
    expectedFinish: z.number(),
    /** The stop of the latest result; the place is that of the stop. */
    last: z.object({ stopId: z.number().int(), place: LonLat, finishedAt: IsoInstant }).nullable(),
    stops: z.array(LiveStop),
    /** Messages of the planners to the team, newest first. */
    messages: z.array(SentMessage),
  })
  .meta({ id: 'LiveTeam' });
export type LiveTeam = z.infer<typeof LiveTeam>;

export const LiveRoute = z
  .object({
    routeId: z.number().int(),
    title: z.string(),
    unannounced: z.boolean(),
    state: RouteState,
    publishedVersion: z.number().int(),
    publishedAt: IsoInstant,
    /** The planners' draft differs from what the teams have. */
    draftDiffers: z.boolean(),
    teams: z.array(LiveTeam),
  })
  .meta({ id: 'LiveRoute' });
export type LiveRoute = z.infer<typeof LiveRoute>;

export const LiveDay = z
  .object({
    on: IsoDate,
    today: IsoDate,
    readAt: IsoInstant,
    /** A team counts as late from this many minutes behind. */
    lateAfterMinutes: z.number(),
    routes: z.array(LiveRoute),
  })
  .meta({ id: 'LiveDay' });
export type LiveDay = z.infer<typeof LiveDay>;

export const LiveDayQuery = z.object({ on: IsoDate.optional() });
