import * as z from 'zod';

import { NamedCommunes } from './act-batch.ts';
import { ActEffect } from './act-effect.ts';
import { CommuneShare } from './commune.ts';
import { Geometry, LonLat } from './geo.ts';
import { Signal, SignalAct } from './signal.ts';
import { IsoDate } from './time.ts';

/** A signal beside its place: what a decision is made on. */
export const SignalDetail = Signal.extend({
  place: z
    .object({
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      category: z.string(),
      status: z.string(),
      cycle: z.number().int(),
      geometry: Geometry,
      /** All ground within `match.judgedMetres` of the geometry. */
      judgedArea: Geometry.nullable(),
      anchor: LonLat,
      locationErrorMetres: z.number().nullable(),
      communes: z.array(CommuneShare),
    })
    .nullable(),
  /** Other signals at the place, latest first, with what became of them. */
  earlier: z.array(Signal),
  acts: z.record(SignalAct, z.string().nullable()),
  /** All that a confirmation would lead to beside the status, the communes named in `effectCommunes`. */
  confirmEffects: z.array(ActEffect),
  effectCommunes: NamedCommunes,
  /** The day by which the commune would have to reply to a confirmation of today. */
  replyDueOn: IsoDate.nullable(),
  today: IsoDate,
}).meta({ id: 'SignalDetail' });
export type SignalDetail = z.infer<typeof SignalDetail>;
