import * as z from 'zod';

import { IsoDate, IsoInstant } from './time.ts';

/** Kinds of changes at points since somebody's last visit, in the order of their weight. */
export const CHANGE_KINDS = ['recurred', 'suspected', 'refused', 'overdue', 'proposed'] as const;
const ChangeKind = z.enum(CHANGE_KINDS).meta({ id: 'ChangeKind' });
export type ChangeKind = z.infer<typeof ChangeKind>;

export const VisitChangesQuery = z.object({
  /** Since the beginning of that day instead of the visit before this one. */
  since: IsoDate.optional(),
});

/** Changes within reach since a time, as far as they still stand. */
export const VisitChanges = z
  .object({
    /** Beginning of the day asked for, or end of the visit before; null on the first visit, which counts nothing. */
    since: IsoInstant.nullable(),
    /** Number of points, by what happened to them. */
    counts: z.record(ChangeKind, z.int()),
    /** These points by their ids; none where they are more than a list can be asked for. */
    points: z.record(ChangeKind, z.array(z.int())),
  })
  .meta({ id: 'VisitChanges' });
export type VisitChanges = z.infer<typeof VisitChanges>;

/** Other persons who have a record open, and since when. */
export const RecordPresence = z
  .object({ others: z.array(z.object({ name: z.string(), since: IsoInstant })) })
  .meta({ id: 'RecordPresence' });
export type RecordPresence = z.infer<typeof RecordPresence>;
