import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import type { PlaceEventRow, PlaceRow } from './place-queries.ts';

/** What a question about places is answered from. */
export type PlaceData = {
  events: readonly PlaceEventRow[];
  places: readonly PlaceRow[];
  period: Period;
};
/** What a method adds to an answer that is empty otherwise. */
export type Found = Partial<
  Pick<
    PlaceAnalysis,
    'refused' | 'tested' | 'hotSpots' | 'emerging' | 'density' | 'repeats' | 'links' | 'clusters'
  >
>;
/** Who wants to know how far it is, and may call it off. */
export type Watch = { signal: AbortSignal; report: (share: number) => void };
