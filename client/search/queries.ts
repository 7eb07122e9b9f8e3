import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { connection } from '#client/api/connection.ts';
import type { SearchHit } from '#server/contract/search.ts';

const A_MINUTE = 60_000;

/**
 * Hits for some words: points, communes by new and old names, addresses, coordinates. Without a network the streets of
 * the kept ground, where this device keeps one.
 */
export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => search(words, signal),
    enabled: words !== '',
    staleTime: A_MINUTE,
    placeholderData: keepPreviousData,
  });
}

async function search(words: string, signal: AbortSignal): Promise<{ items: SearchHit[] }> {
  try {
    return await call(api.search.$get({ query: { q: words } }, { init: { signal } }));
  } catch (error) {
    if (connection().reachable) throw error;
    const { searchKeptStreets } = await import('#client/map/kept-ground/search-kept-streets.ts');
    const items = await searchKeptStreets(words);
    if (items === null) throw error;
    return { items };
  }
}
