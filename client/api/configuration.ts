import { queryOptions, useQuery } from '@tanstack/react-query';

import type { Configuration } from '#server/contract/configuration.ts';

import { call } from './call.ts';
import { api } from './client.ts';

/** What the page must know before anybody signs in: is this a demonstration, which basemap. */
export const configurationQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: ({ signal }): Promise<Configuration> =>
    call(api.configuration.$get({}, { init: { signal } })),
  staleTime: Infinity,
});

export function useConfiguration(): Configuration | undefined {
  return useQuery(configurationQuery).data;
}
