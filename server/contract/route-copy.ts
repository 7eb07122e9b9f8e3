import * as z from 'zod';

import { RouteDetail } from './route.ts';
import { IsoDate } from './time.ts';

/** A copy of a route: the same teams, hours, places, order and locks on another day. */
export const CopyRoute = z
  .object({
    onDate: IsoDate,
    title: z.string().trim().normalize('NFC').min(2).max(120),
  })
  .meta({ id: 'CopyRoute' });
export type CopyRoute = z.infer<typeof CopyRoute>;

/** Reasons why a stop is not copied: its place can no longer be looked at, or nobody had planned it. */
export const LEFT_OUT_REASONS = [
  'merged',
  'active_again',
  'not_listed',
  'business_closed',
  'unplanned',
] as const;
export const LeftOutReason = z.enum(LEFT_OUT_REASONS).meta({ id: 'LeftOutReason' });
export type LeftOutReason = z.infer<typeof LeftOutReason>;

export const CopiedRoute = z
  .object({
    route: RouteDetail,
    /** Stops that are not in the copy. */
    leftOut: z.array(
      z.object({ code: z.string().nullable(), name: z.string(), reason: LeftOutReason }),
    ),
    /** Teams that are no longer at work; their stops are in no team's order. */
    teamsLeftOut: z.array(z.string()),
    /** Stops drawn at random for the copy: those of the first route stay there. */
    drawnAnew: z.number().int(),
  })
  .meta({ id: 'CopiedRoute' });
export type CopiedRoute = z.infer<typeof CopiedRoute>;
