import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';

const A_MINUTE = 60_000;

/** Hits for some words: points, communes by new and old names, addresses, coordinates. */
export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => call(api.search.$get({ query: { q: words } }, { init: { signal } })),
    enabled: words !== '',
    staleTime: A_MINUTE,
    placeholderData: keepPreviousData,
  });
}
