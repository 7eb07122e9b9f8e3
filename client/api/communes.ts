import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';

import { apiQuery } from './api-query.ts';
import { api } from './client.ts';
import { getGeoJson } from './geojson.ts';

const AN_HOUR = 3_600_000;
const NO_AREAS: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Address of the areas of the boundary file in force, for a source of the map. */
export const IMPORTED_AREAS_URL = '/api/communes.geojson?simplify=0.0002';

/** The communes in force, and whether their areas are approximate. */
export const communesQuery = apiQuery(
  ['communes'],
  api.communes.$get,
  { query: {} },
  { staleTime: 10 * 60_000 },
);

/** The areas drawn from centres, as they are; fetched only while there is no boundary file. */
export const approximateAreasQuery = queryOptions({
  queryKey: ['communes', 'areas'],
  queryFn: ({ signal }) => getGeoJson('/api/communes.geojson', {}, signal),
  staleTime: AN_HOUR,
});

/**
 * Areas of the communes for the map: an address for imported areas; undefined before it is known which kind there
 * is.
 */
export function useCommuneAreas(approximate: boolean | undefined): FeatureCollection | string {
  const drawn = useQuery({ ...approximateAreasQuery, enabled: approximate === true }).data;
  return approximate === false ? IMPORTED_AREAS_URL : (drawn ?? NO_AREAS);
}
