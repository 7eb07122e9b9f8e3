import type { FeatureCollection } from 'geojson';

import { watchedFetch } from './connection.ts';
import { ApiUnreachable, readProblem } from './problem.ts';

/**
 * A FeatureCollection of the interface; the typed client knows JSON only.
 * Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes.
 */
export async function getGeoJson(
  path: string,
  query: Record<string, string>,
  signal: AbortSignal,
): Promise<FeatureCollection> {
  let response;
  try {
    response = await watchedFetch(`${path}?${new URLSearchParams(query).toString()}`, {
      credentials: 'same-origin',
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response);
  const collection: FeatureCollection = await response.json();
  return collection;
}
