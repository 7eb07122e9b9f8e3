import * as z from 'zod';

/** Columns by which lists of points can be sorted. */
export const POINT_SORTS = [
  'urgency',
  'code',
  'name',
  'category',
  'status',
  'commune',
  'since',
  'recurrences',
  'last_event',
  'next_check',
  'answer_overdue',
  'flags',
] as const;
export type PointSort = (typeof POINT_SORTS)[number];
const ORDERS = POINT_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);
/** A column by its name, ascending; descending with a `-` before it. Points without a value come last either way. */
export const PointOrder = z.enum(ORDERS);
export type PointOrder = z.infer<typeof PointOrder>;
