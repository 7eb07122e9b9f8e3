import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_ROUTES } from '#client/register/points-changed.ts';
import { LiveDay } from '#server/contract/live-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { ROUTES_KEY } from './queries.ts';

const ONE_MINUTE = 60_000;

/** The teams of a day; asked for at every piece of news, and each minute because delays grow by themselves. */
export function liveDayQuery(on: IsoDate) {
  return queryOptions({
    queryKey: [...ROUTES_KEY, 'live', on],
    queryFn: async ({ signal }) =>
      LiveDay.parse(await call(api.routes.live.$get({ query: { on } }, { init: { signal } }))),
    refetchInterval: ONE_MINUTE,
    placeholderData: keepPreviousData,
    meta: FOLLOWS_ROUTES,
  });
}
