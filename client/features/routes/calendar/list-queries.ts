import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { FOLLOWS_ROUTES } from '#client/register/points-changed.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { RoutesSearch } from './list-search.ts';

type Filter = Pick<RoutesSearch, 'q' | 'state' | 'commune' | 'from' | 'to'>;

/** Most routes that a calendar reads: a month with a dozen a day. */
const MOST_OF_DAYS = '500';

function queryOf({ q, state, commune, from, to }: Filter) {
  return {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(commune !== undefined && { commune }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** Routes that match, latest day first, page by page. */
export function routeListQuery(search: Filter) {
  const filter = queryOf(search);
  return pagedQuery(
    [...ROUTES_KEY, 'list', filter],
    (page, options) => call(api.routes.$get({ query: { ...filter, ...page } }, options)),
    { meta: FOLLOWS_ROUTES },
  );
}

/** Routes of these days, both included, that match. */
export function routesOfDaysQuery(days: { from: IsoDate; to: IsoDate }, search: Filter = {}) {
  const query = { ...queryOf({ ...search, ...days }), limit: MOST_OF_DAYS };
  return apiQuery(
    [...ROUTES_KEY, 'days', query],
    api.routes.$get,
    { query },
    { placeholderData: keepPreviousData, meta: FOLLOWS_ROUTES },
  );
}
