import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { now } from './clock.ts';

/** The city's civil date, by the server's clock where that is known; the server checks with its own. */
export function today(): IsoDate {
  return civilDate(now());
}
