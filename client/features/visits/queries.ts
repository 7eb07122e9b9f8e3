import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Changes since the morning of a day; null: since the reader's visit before this one. */
export function changesQuery(since: IsoDate | null) {
  return apiQuery(
    ['me', 'changes', since],
    api.me.changes.$get,
    { query: since === null ? {} : { since } },
    { staleTime: 5 * 60_000 },
  );
}
