import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_ROUTES } from '#client/register/points-changed.ts';
import { FieldRouteList } from '#server/contract/route-result.ts';

export const FIELD_KEY = ['routes', 'mine'] as const;
const ONE_MINUTE = 60_000;

/** The published routes of the own team, whole. */
export const fieldQuery = queryOptions({
  queryKey: FIELD_KEY,
  queryFn: async ({ signal }) =>
    FieldRouteList.parse(await call(api.routes.mine.$get({}, { init: { signal } }))),
  refetchInterval: ONE_MINUTE,
  meta: FOLLOWS_ROUTES,
});
