import { infiniteQueryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NOTICES_KEY } from '#client/register/points-changed.ts';
import type { NoticeList } from '#server/contract/notice.ts';

/** Own notices, latest first; the event stream says when there are new ones. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: NOTICES_KEY,
  queryFn: ({ signal, pageParam }): Promise<NoticeList> =>
    call(
      api.me.notices.$get(
        { query: pageParam === null ? {} : { before: String(pageParam) } },
        { init: { signal } },
      ),
    ),
  initialPageParam: null as number | null,
  getNextPageParam: ({ items, more }) => (more ? (items.at(-1)?.id ?? null) : null),
});

/** Takes over what the server gave after a reading: the latest notices with the count of the unread ones. */
export function keepLatest(client: QueryClient, latest: NoticeList): void {
  client.setQueryData<InfiniteData<NoticeList, number | null>>(noticesQuery.queryKey, {
    pages: [latest],
    pageParams: [null],
  });
}
