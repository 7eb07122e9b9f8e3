import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { getGeoJson } from '#client/api/geojson.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import { filterQuery, type Filter } from './filter.ts';
import { FOLLOWS_POINTS } from './points-changed.ts';

const PAGE_SIZE = 60;

/** Degrees with six digits: a tenth of a metre. */
function boxText(box: BoundingBox): string {
  return box.map((degrees) => degrees.toFixed(6)).join(',');
}

/** Region of a list: a box, or squares of the map as they stand in a query. */
export type ListRegion = { box: BoundingBox } | { squares: string };

function regionQuery(region: ListRegion | null) {
  if (region === null) return {};
  return 'box' in region ? { bbox: boxText(region.box) } : { squares: region.squares };
}

/** The points of a filter page by page, those where activity came back first. */
export function pointListQuery(filter: Filter, region: ListRegion | null) {
  const query = { ...filterQuery(filter), ...regionQuery(region) };
  return pagedQuery(
    ['points', 'list', query],
    (page, options) => call(api.points.$get({ query: { ...query, ...page } }, options)),
    { size: PAGE_SIZE, meta: FOLLOWS_POINTS },
  );
}

/** Only the counts of a filter. */
export function pointCountsQuery(filter: Filter) {
  const query = filterQuery(filter);
  return queryOptions({
    queryKey: ['points', 'counts', query],
    meta: FOLLOWS_POINTS,
    queryFn: async ({ signal }) => {
      const page = await call(
        api.points.$get({ query: { ...query, limit: '1' } }, { init: { signal } }),
      );
      return { total: page.total, ...page.counts, asOf: page.asOf };
    },
    placeholderData: keepPreviousData,
  });
}

/** The points in a small box around one spot: names for what the pointer rests on. */
export function pointsInBoxQuery(filter: Filter, box: BoundingBox) {
  const query = { ...filterQuery(filter), bbox: boxText(box), limit: '20' };
  return queryOptions({
    queryKey: ['points', 'box', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }) => call(api.points.$get({ query }, { init: { signal } })),
  });
}

/** Points with their true geometry, for the map close up; at most what the server gives at once. */
export function pointShapesQuery(filter: Filter, box: BoundingBox) {
  const query = { ...filterQuery(filter), bbox: boxText(box) };
  return queryOptions({
    queryKey: ['points', 'shapes', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }) => getGeoJson(`/api/points.geojson`, query, signal),
  });
}
