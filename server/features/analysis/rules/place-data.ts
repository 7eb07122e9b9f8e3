import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';
import type { PlaceEventRow, PlaceRow } from '#server/features/analysis/place-queries.ts';

/** Data from which a question about places is answered. */
export type PlaceData = {
  events: readonly PlaceEventRow[];
  places: readonly PlaceRow[];
  period: Period;
};
/** Part of an answer that a method fills in; the rest stays empty. */
export type Found = Partial<
  Pick<
    PlaceAnalysis,
    'refused' | 'tested' | 'hotSpots' | 'emerging' | 'density' | 'repeats' | 'links' | 'clusters'
  >
>;
/** Callback for the progress of a computation, and the signal that cancels it. */
export type Watch = { signal: AbortSignal; report: (share: number) => void };
