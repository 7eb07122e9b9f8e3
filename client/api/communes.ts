import { queryOptions } from '@tanstack/react-query';

import type { CommuneList } from '#server/contract/commune.ts';

import { call } from './call.ts';
import { api } from './client.ts';

/** The communes in force, and whether their areas are approximate. */
export const communesQuery = queryOptions({
  queryKey: ['communes'],
  queryFn: ({ signal }): Promise<CommuneList> =>
    call(api.communes.$get({ query: {} }, { init: { signal } })),
  staleTime: 10 * 60_000,
});
