import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type {
  ImportRunDetail,
  ImportRunList,
  ImportRunRowList,
  RowOutcome,
} from '#server/contract/import-history.ts';
import type { ImportWord } from '#server/contract/import-word.ts';

const HISTORY_KEY = ['point-imports', 'history'] as const;

/** The imports of points, latest first, page by page. */
export const importRunsQuery = infiniteQueryOptions({
  queryKey: [...HISTORY_KEY, 'runs'],
  queryFn: ({ signal, pageParam }): Promise<ImportRunList> =>
    call(
      api['point-imports'].$get(
        { query: pageParam === 0 ? {} : { before: String(pageParam) } },
        { init: { signal } },
      ),
    ),
  initialPageParam: 0,
  getNextPageParam: ({ next }) => next,
});

/** One import, and what keeps it from being undone. */
export function importRunQuery(id: number) {
  return queryOptions({
    queryKey: [...HISTORY_KEY, 'run', id],
    queryFn: ({ signal }): Promise<ImportRunDetail> =>
      call(api['point-imports'][':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
    meta: FOLLOWS_POINTS,
  });
}

/** The rows of an import, by line; `outcome` null: all of them. */
export function importRowsQuery(id: number, outcome: RowOutcome | null) {
  return infiniteQueryOptions({
    queryKey: [...HISTORY_KEY, 'rows', id, outcome],
    queryFn: ({ signal, pageParam }): Promise<ImportRunRowList> =>
      call(
        api['point-imports'][':id'].rows.$get(
          {
            param: { id: String(id) },
            query: { after: String(pageParam), ...(outcome !== null && { outcome }) },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
}

/** The words that the office has taught the import. */
export const importWordsQuery = queryOptions({
  queryKey: ['point-imports', 'words'],
  queryFn: ({ signal }): Promise<{ items: ImportWord[] }> =>
    call(api['point-imports'].words.$get({}, { init: { signal } })),
});
