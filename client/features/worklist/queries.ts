import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { POINTS_KEY } from '#client/features/points/queries.ts';
import type { Worklist, WorkKind } from '#server/contract/worklist.ts';

const PAGE_SIZE = 30;
export const WORKLIST_KEY = [...POINTS_KEY, 'worklist'] as const;

/** What waits, page by page; the badge of the navigation reads the first page of everything. */
export function worklistQuery(kind: WorkKind | null) {
  return infiniteQueryOptions({
    queryKey: [...WORKLIST_KEY, kind],
    queryFn: ({ signal, pageParam }): Promise<Worklist> =>
      call(
        api.worklist.$get(
          {
            query: {
              limit: String(PAGE_SIZE),
              ...(kind === null ? {} : { kind }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
