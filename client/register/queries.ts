import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { getGeoJson } from '#client/api/geojson.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { PointOrder } from '#server/contract/point-order.ts';

import { filterQuery, type Filter } from './filter.ts';
import { FOLLOWS_POINTS } from './points-changed.ts';
import { boxText, EVERYWHERE, type ListRegion, regionQuery } from './region.ts';

const PAGE_SIZE = 60;

/** The points of a filter page by page; without an order those where activity came back first. */
export function pointListQuery(filter: Filter, region: ListRegion, sort?: PointOrder) {
  const order = sort === undefined ? {} : { sort };
  const query = { ...filterQuery(filter), ...regionQuery(region), ...order };
  return pagedQuery(
    ['points', 'list', query],
    (page, options) => call(api.points.$get({ query: { ...query, ...page } }, options)),
    { size: PAGE_SIZE, meta: FOLLOWS_POINTS },
  );
}

/** So many points of a sorted list, after the first `from` of them. */
export function pointRowsQuery(
  filter: Filter,
  region: ListRegion,
  { sort, from, limit }: { sort: PointOrder; from: number; limit: number },
) {
  const query = { ...filterQuery(filter), ...regionQuery(region), sort };
  const page = { cursor: `n-${from}`, limit: String(limit) };
  return apiQuery(
    ['points', 'rows', query, page],
    api.points.$get,
    { query: { ...query, ...page } },
    { meta: FOLLOWS_POINTS },
  );
}

/** Counts of the points by category and by commune. */
export function pointGroupsQuery(filter: Filter, region: ListRegion) {
  const query = { ...filterQuery(filter), ...regionQuery(region) };
  return apiQuery(
    ['points', 'groups', query],
    api['point-groups'].$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

/** Events of the points over all time, by bins that fit a screen; the evening that is shown does not matter. */
export function pointTimelineQuery(filter: Filter, region: ListRegion) {
  const query = { ...filterQuery({ ...filter, asOf: null }), ...regionQuery(region) };
  return apiQuery(
    ['timeline', 'region', query],
    api.timeline.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

/** Only the counts of a filter, of the whole map or of a part of it. */
export function pointCountsQuery(filter: Filter, region: ListRegion = EVERYWHERE) {
  const query = { ...filterQuery(filter), ...regionQuery(region) };
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
  return apiQuery(['points', 'box', query], api.points.$get, { query }, { meta: FOLLOWS_POINTS });
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
