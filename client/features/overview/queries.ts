import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { POINTS_KEY } from '#client/api/points.ts';
import type { Overview } from '#server/contract/overview.ts';

/** Follows other people's changes as list and map do. */
export const overviewQuery = queryOptions({
  queryKey: [...POINTS_KEY, 'overview'],
  queryFn: ({ signal }): Promise<Overview> => call(api.overview.$get({}, { init: { signal } })),
});
