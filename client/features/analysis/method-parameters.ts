import type { PlaceMethod } from '#server/contract/place-analysis.ts';

type Parameter = 'cell' | 'per' | 'radius' | 'days' | 'chance';

/** Parameters that an answer of a method depends on, besides subject and period. */
export const USED_PARAMETERS: Record<PlaceMethod, ReadonlySet<Parameter>> = {
  hot_spots: new Set(['cell', 'per']),
  emerging: new Set(['cell']),
  near_repeat: new Set(['chance']),
  scan: new Set(['radius', 'days', 'chance']),
  density: new Set(['radius']),
};
