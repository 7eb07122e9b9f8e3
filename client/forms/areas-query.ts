import { queryOptions } from '@tanstack/react-query';

import { getGeoJson } from '#client/api/geojson.ts';
import { approximateAreasQuery } from '#client/api/communes.ts';

const AN_HOUR = 3_600_000;
// The same simplification as on the map, so that the note agrees with what is seen.
const TOLERANCE_DEGREES = '0.0002';

/** The communes' areas for looking up what lies under a drawing; the map's own never leave its worker. */
export function drawnAreasQuery(approximate: boolean) {
  if (approximate) return approximateAreasQuery;
  return queryOptions({
    ...approximateAreasQuery,
    queryKey: ['communes', 'areas', TOLERANCE_DEGREES],
    queryFn: ({ signal }) =>
      getGeoJson('/api/communes.geojson', { simplify: TOLERANCE_DEGREES }, signal),
    staleTime: AN_HOUR,
  });
}
