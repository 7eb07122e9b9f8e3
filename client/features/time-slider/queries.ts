import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { filterQuery, type Filter } from '#client/register/filter.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

/** Events of the points of a filter over all time, whatever evening or period the filter names. */
export function timelineQuery(filter: Filter) {
  const query = filterQuery({ ...filter, asOf: null, happened: [], from: null, to: null });
  return queryOptions({
    queryKey: ['timeline', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }) => call(api.timeline.$get({ query }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
}
