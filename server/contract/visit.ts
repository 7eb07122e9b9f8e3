import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** What may have changed at points since somebody was last here, in the order of its weight. */
export const CHANGE_KINDS = ['recurred', 'suspected', 'refused', 'overdue', 'proposed'] as const;
const ChangeKind = z.enum(CHANGE_KINDS).meta({ id: 'ChangeKind' });
export type ChangeKind = z.infer<typeof ChangeKind>;

/** What has changed within reach since the visit before this one, as far as it still stands. */
export const VisitChanges = z
  .object({
    /** When that visit ended; null on the first, of which there is nothing to say. */
    since: IsoInstant.nullable(),
    /** How many points, by what happened to them. */
    counts: z.record(ChangeKind, z.int()),
  })
  .meta({ id: 'VisitChanges' });
export type VisitChanges = z.infer<typeof VisitChanges>;
