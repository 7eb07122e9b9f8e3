import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { POINTS_KEY } from '#client/api/points.ts';

const MOST_FOUND = 12;

/** Points by name, alias or code, without the one that is asked from. */
export function otherPointsQuery(words: string, exceptId: number) {
  return queryOptions({
    queryKey: [...POINTS_KEY, 'others', words, exceptId],
    queryFn: async ({ signal }) => {
      const query = { q: words, limit: String(MOST_FOUND) };
      const page = await call(api.points.$get({ query }, { init: { signal } }));
      return page.items.filter((point) => point.id !== exceptId);
    },
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}
