import * as z from 'zod';

import { CommuneCode } from '#server/contract/commune.ts';
import { RouteState } from '#server/contract/route.ts';
import { IsoDate } from '#server/contract/time.ts';

/** Address state of the routes: list or calendar, the filter, and the day that the calendar shows. */
export const RoutesSearch = z.object({
  /** Absent: the list. */
  view: z.enum(['month', 'week']).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  state: RouteState.optional().catch(undefined),
  commune: CommuneCode.optional().catch(undefined),
  /** First and last day, of the list alone: a calendar has its own. */
  from: IsoDate.optional().catch(undefined),
  to: IsoDate.optional().catch(undefined),
  /** A day of the month or week that is shown; absent: today. */
  day: IsoDate.optional().catch(undefined),
});
export type RoutesSearch = z.infer<typeof RoutesSearch>;
export type CalendarSpan = NonNullable<RoutesSearch['view']>;
