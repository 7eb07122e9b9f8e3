import { useQuery } from '@tanstack/react-query';

import type { Configuration } from '#server/contract/configuration.ts';

import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

/** Configuration that the page needs before anybody signs in: demonstration or not, and the basemap. */
export const configurationQuery = apiQuery(
  ['configuration'],
  api.configuration.$get,
  {},
  { staleTime: Infinity },
);

export function useConfiguration(): Configuration | undefined {
  return useQuery(configurationQuery).data;
}
