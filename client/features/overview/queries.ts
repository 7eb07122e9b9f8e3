import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Overview } from '#server/contract/overview.ts';

/** Follows other people's changes as list and map do. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<Overview> => call(api.overview.$get({}, { init: { signal } })),
});
