import { queryOptions, useQuery } from '@tanstack/react-query';

import type { Configuration } from '#server/contract/configuration.ts';

import { call } from './call.ts';
import { api } from './client.ts';

/** Configuration that the page needs before anybody signs in: demonstration or not, and the basemap. */
export const configurationQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: ({ signal }): Promise<Configuration> =>
    call(api.configuration.$get({}, { init: { signal } })),
  staleTime: Infinity,
});

export function useConfiguration(): Configuration | undefined {
  return useQuery(configurationQuery).data;
}
