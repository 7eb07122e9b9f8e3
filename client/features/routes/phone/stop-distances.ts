import { metresBetween } from '#client/check-form/far-away.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import type { Here } from './use-whereabouts.ts';

type Placed = Pick<FieldStop, 'id' | 'place'>;

/** Distance within which a team has arrived, where the position is exact. */
const ARRIVAL_METRES = 50;
/** A position less accurate than this says nothing about an arrival. */
const WORST_ACCURACY_METRES = 100;

/** Gives the stops by their distance from the device, the nearest first; in their order while no position is known. */
export function nearestFirst<S extends Placed>(stops: readonly S[], here: Here | null): S[] {
  if (here === null) return [...stops];
  return stops.toSorted(
    (a, b) => metresBetween(here.at, a.place) - metresBetween(here.at, b.place),
  );
}

/** Finds the nearest stop that the device stands at; null where it stands at none, or does not know well enough. */
export function stopAt<S extends Placed>(stops: readonly S[], here: Here | null): S | null {
  if (here === null || here.accuracyMetres > WORST_ACCURACY_METRES) return null;
  const [nearest] = nearestFirst(stops, here);
  if (nearest === undefined) return null;
  const metres = metresBetween(here.at, nearest.place);
  return metres <= Math.max(ARRIVAL_METRES, here.accuracyMetres) ? nearest : null;
}
