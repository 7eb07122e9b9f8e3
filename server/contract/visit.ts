import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** Kinds of changes at points since somebody's last visit, in the order of their weight. */
export const CHANGE_KINDS = ['recurred', 'suspected', 'refused', 'overdue', 'proposed'] as const;
const ChangeKind = z.enum(CHANGE_KINDS).meta({ id: 'ChangeKind' });
export type ChangeKind = z.infer<typeof ChangeKind>;

/** Changes within reach since the visit before this one, as far as they still stand. */
export const VisitChanges = z
  .object({
    /** End of that visit; null on the first one, which shows nothing. */
    since: IsoInstant.nullable(),
    /** Number of points, by what happened to them. */
    counts: z.record(ChangeKind, z.int()),
  })
  .meta({ id: 'VisitChanges' });
export type VisitChanges = z.infer<typeof VisitChanges>;
