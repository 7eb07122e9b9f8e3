import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { filterQuery, type Filter } from '#client/register/filter.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

/** Events of the points of a filter over all time, whatever evening or period the filter names. */
export function timelineQuery(filter: Filter) {
  const query = filterQuery({ ...filter, asOf: null, happened: [], from: null, to: null });
  return apiQuery(
    ['timeline', query],
    api.timeline.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}
