import * as z from 'zod';

import { NamedCommunes } from './act-batch.ts';
import { ActEffect } from './act-effect.ts';
import { PointFilter, PointStatus } from './point.ts';
import { PointRegion } from './point-region.ts';
import { IsoDate } from './time.ts';

/** Acts that can be done on many points with one form. */
export const MANY_ACTS = ['recognise', 'decline', 'propose_handover', 'check'] as const;
export const ManyAct = z.enum(MANY_ACTS).meta({ id: 'ManyAct' });
export type ManyAct = z.infer<typeof ManyAct>;

/** Most points that one form acts on: the device keeps each of them until the server has answered. */
export const MOST_AT_ONCE = 500;

export const JudgedActQuery = PointFilter.extend({ ...PointRegion.shape, act: ManyAct });

const JudgedPoint = z.object({
  id: z.number().int(),
  code: z.string(),
  officialName: z.string(),
  status: PointStatus,
  version: z.number().int(),
  /** Code why the reader may not do it now; null when they may. */
  why: z.string().nullable(),
  /** The act may not take effect before this day. */
  notBefore: IsoDate.nullable(),
  /** All that follows from the act here, the status included; empty where it may not be done. */
  effects: z.array(ActEffect),
});
export type JudgedPoint = z.infer<typeof JudgedPoint>;

/** Points of a filter and a region as they are today, each judged by the rule of one act. */
export const JudgedAct = z
  .object({
    items: z.array(JudgedPoint),
    /** All that match; at most MOST_AT_ONCE of them are judged. */
    total: z.number().int(),
    /** Communes that the effects speak of. */
    communes: NamedCommunes,
  })
  .meta({ id: 'JudgedAct' });
export type JudgedAct = z.infer<typeof JudgedAct>;
