import * as z from 'zod';

import { PointFilter } from './point.ts';
import { PointRegion } from './point-region.ts';

export const PointGroupsQuery = PointFilter.extend(PointRegion.shape);

const Group = z.object({ code: z.string(), count: z.number().int() });

/** Points of a filter by category and by commune, the largest group first. */
export const PointGroups = z
  .object({
    total: z.number().int(),
    category: z.array(Group),
    /** A point on a border counts in each of its communes. */
    commune: z.array(Group),
  })
  .meta({ id: 'PointGroups' });
export type PointGroups = z.infer<typeof PointGroups>;
