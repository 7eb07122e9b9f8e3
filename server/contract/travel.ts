import * as z from 'zod';

import { LonLat } from './geo.ts';
import { IsoDate } from './time.ts';

export const VEHICLES = ['motorbike', 'car'] as const;
export const Vehicle = z.enum(VEHICLES).meta({ id: 'Vehicle' });
export type Vehicle = z.infer<typeof Vehicle>;

/** Source of times and lengths: a road network here, a service by URL, or straight lines. */
export const TravelSource = z.enum(['roads', 'service', 'straight']).meta({ id: 'TravelSource' });

/** Basis of times and lengths, named wherever they are shown. */
export const TravelBasis = z
  .object({
    source: TravelSource,
    /** Metres travelled per metre of geodesic; null unless `source` is `straight`. */
    factor: z.number().nullable(),
    /** Kilometres an hour; null unless `source` is `straight`. */
    speed: z.number().nullable(),
    /** Origin of the setting or of the network. */
    origin: z.string(),
    validFrom: IsoDate,
    /** Number of positions that the network does not reach: their times and lengths are straight-line estimates. */
    estimated: z.number().int().default(0),
    /** Source of those estimates; null where nothing was estimated. */
    estimateOrigin: z.string().nullable().default(null),
  })
  .meta({ id: 'TravelBasis' });
export type TravelBasis = z.infer<typeof TravelBasis>;

/** The way through the stops of a route, one line for each leg. */
export const RouteLine = z
  .object({
    basis: TravelBasis,
    /** Drawn straight from stop to stop, because no network is there or none leads there. */
    approximate: z.boolean(),
    legs: z.array(
      z.object({
        line: z.array(LonLat),
        metres: z.number(),
        seconds: z.number(),
        approximate: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'RouteLine' });
export type RouteLine = z.infer<typeof RouteLine>;
