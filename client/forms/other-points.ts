import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

const MOST_FOUND = 12;

/** Points by name, alias or code, without the one that is asked from. */
export function otherPointsQuery(words: string, exceptId: number) {
  return queryOptions({
    queryKey: ['points', 'others', words, exceptId],
    meta: FOLLOWS_POINTS,
    queryFn: async ({ signal }) => {
      const query = { q: words, limit: String(MOST_FOUND) };
      const page = await call(api.points.$get({ query }, { init: { signal } }));
      return page.items.filter((point) => point.id !== exceptId);
    },
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}
