import { queryOptions, useQuery } from '@tanstack/react-query';

import { call, type Answer } from './call.ts';
import { api } from './client.ts';

export type Configuration = Answer<Awaited<ReturnType<typeof api.configuration.$get>>>;

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
