import type { People } from '#tests/support/points/register-acts.ts';

import type { Planter } from './planter.ts';
import type { Sightings } from './seen-places.ts';

/**
 * Writes words into every form of a feature: `tests/features/<noun>/marks.ts`. Where the feature sends something out of
 * the product, it sends it afterwards and looks at it.
 */
export type FeatureMarks = (
  planter: Planter,
  by: People,
) => Promise<void | ((sightings: Sightings) => Promise<void>)>;
