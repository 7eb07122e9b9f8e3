import { civilDate } from '#server/contract/time.ts';

import type { Clock } from './deps.ts';

/** The one clock that runs; everything else is handed this one or a test's. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => civilDate(new Date().toISOString()),
};
