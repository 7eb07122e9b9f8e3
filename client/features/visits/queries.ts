import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Changes since the morning of a day; null: since the reader's visit before this one. */
export function changesQuery(since: IsoDate | null) {
  return queryOptions({
    queryKey: ['me', 'changes', since],
    queryFn: ({ signal }) =>
      call(api.me.changes.$get({ query: since === null ? {} : { since } }, { init: { signal } })),
    staleTime: 5 * 60_000,
  });
}
