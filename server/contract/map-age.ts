import type { IsoInstant } from './time.ts';

/**
 * Delay of a process's map behind the register. `polled`: nobody tells the process of commits, it looks for
 * them by itself and is up to a second behind. `old`: it has not been able to look for some seconds.
 */
export const MAP_STATES = ['current', 'polled', 'old'] as const;
export type MapState = (typeof MAP_STATES)[number];

/** Data of the event `map` of the stream; `readAt`: everything recorded until then is on the map. */
export type MapNews = { state: MapState; readAt: IsoInstant | null };
