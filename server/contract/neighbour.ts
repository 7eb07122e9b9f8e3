import * as z from 'zod';

import { Geometry } from './geo.ts';
import { PointSummary } from './point.ts';
import { CategoryFit } from './signal.ts';

const MOST_CHARACTERS = 6_000;

/** The place around which is looked: a listed point, or a shape as GeoJSON text with the error of its position. */
export const NeighbourQuery = z
  .object({
    pointId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    geometry: z
      .string()
      .max(MOST_CHARACTERS)
      .transform((text, context) => {
        try {
          return Geometry.parse(JSON.parse(text));
        } catch {
          context.addIssue({ code: 'custom', message: 'geometry' });
          return z.NEVER;
        }
      })
      .optional(),
    /** Radius within which the place lies, metres. */
    errorMetres: z.coerce.number().min(0).max(20_000).optional(),
    /** Category to compare those found with; of a listed point its own is taken. */
    category: z
      .string()
      .regex(/^[A-Z][A-Z-]{0,9}$/)
      .optional(),
  })
  .refine(({ pointId, geometry }) => (pointId === undefined) !== (geometry === undefined), {
    path: ['geometry'],
    error: 'point_or_geometry',
  });
export type NeighbourQuery = z.infer<typeof NeighbourQuery>;

/** A point beside a place. */
export const Neighbour = z
  .object({
    point: PointSummary,
    /** Between the nearest parts of both, metres. */
    distanceMetres: z.number(),
    /** So near that a signal there is matched to it: within the radius, or within the errors of both positions. */
    withinRadius: z.boolean(),
    category: CategoryFit,
  })
  .meta({ id: 'Neighbour' });
export type Neighbour = z.infer<typeof Neighbour>;

/** At most ten, the nearest first; beyond the radius as far as the ring of possible displacement. */
export const Neighbours = z.object({ items: z.array(Neighbour) }).meta({ id: 'Neighbours' });
export type Neighbours = z.infer<typeof Neighbours>;
