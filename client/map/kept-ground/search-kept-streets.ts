import type { SearchHit } from '#server/contract/search.ts';

import { keptStreets } from './keep-ground.ts';
import { findStreets } from './kept-streets.ts';

/** Hits among the streets, waters and quarters of the ground on this device; null where it keeps none. */
export async function searchKeptStreets(words: string): Promise<SearchHit[] | null> {
  const streets = await keptStreets();
  if (streets === null) return null;
  return findStreets(streets, words).map(({ name, position, radiusMetres }) => ({
    kind: 'address',
    label: name,
    precision: 'street',
    position,
    radiusMetres,
    score: 1,
    basis: [name],
    source: { kind: 'gazetteer', name: '' },
    commune: null,
  }));
}
