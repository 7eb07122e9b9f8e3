import type { RouteRow } from '#server/features/routes/queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

export const ROUTE = { id: 1, onDate: '2026-06-15', state: 'published' } as RouteRow;
const NINE = 9 * 3_600;

/** Makes a visited stop of the first team, planned at nine. */
export const stop = (id: number, more: Partial<StopRow> = {}) =>
  ({
    id,
    shiftId: 1,
    state: 'done',
    random: false,
    unplanned: false,
    removed: false,
    plannedStart: NINE,
    ...more,
  }) as StopRow;
