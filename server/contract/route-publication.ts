import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** Kinds of difference between two states of one team's route. */
export const ROUTE_CHANGE_KINDS = [
  'added',
  'removed',
  'retimed',
  'described',
  'shift',
  'team_added',
  'team_removed',
] as const;

/** One difference. Starts are seconds from midnight of the route's day, null where the stop is not in the order. */
export const RouteChange = z
  .object({
    kind: z.enum(ROUTE_CHANGE_KINDS),
    /** Null where the team came or left, or its hours, break, vehicle, start or end changed, instead of a stop. */
    stopId: z.number().int().nullable(),
    /** Code and name of the place; null with `stopId`, or where the reader no longer sees the place. */
    code: z.string().nullable(),
    name: z.string().nullable(),
    startBefore: z.number().nullable(),
    startAfter: z.number().nullable(),
  })
  .meta({ id: 'RouteChange' });
export type RouteChange = z.infer<typeof RouteChange>;

/** Differences of one team's route, in the order of the stops. */
export const ShiftChanges = z
  .object({ shiftId: z.number().int(), changes: z.array(RouteChange) })
  .meta({ id: 'ShiftChanges' });
export type ShiftChanges = z.infer<typeof ShiftChanges>;

/** The publication by which a team works, and its differences from the one before; none for the first. */
export const FieldPublication = z
  .object({
    version: z.number().int(),
    publishedAt: IsoInstant,
    changes: z.array(RouteChange),
  })
  .meta({ id: 'FieldPublication' });
