import { infiniteQueryOptions } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Once } from '#client/forms/use-write.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type {
  ImportRunDetail,
  ImportRunList,
  ImportRunRowList,
  RowOutcome,
} from '#server/contract/import-history.ts';

/** Registers whose imports are kept with their rows. */
export type HistoryOf = 'points' | 'tips';

/** Beginning of the keys of everything that is asked about imports into a register. */
export const importsKey = (of: HistoryOf) =>
  of === 'points' ? (['point-imports'] as const) : (['tip-imports'] as const);
const doorOf = (of: HistoryOf) => (of === 'points' ? api['point-imports'] : api['tip-imports']);

/** The imports into a register, latest first, page by page. */
export function importRunsQuery(of: HistoryOf) {
  return infiniteQueryOptions({
    queryKey: [...importsKey(of), 'history', 'runs'],
    queryFn: ({ signal, pageParam }): Promise<ImportRunList> =>
      call(
        doorOf(of).$get(
          { query: pageParam === 0 ? {} : { before: String(pageParam) } },
          { init: { signal } },
        ),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
}

/** One import, and what keeps it from being undone. */
export function importRunQuery(of: HistoryOf, id: number) {
  return apiQuery(
    [...importsKey(of), 'history', 'run', id],
    doorOf(of)[':id'].$get,
    { param: { id: String(id) } },
    { meta: FOLLOWS_POINTS },
  );
}

/** The rows of an import, by line; `outcome` null: all of them. */
export function importRowsQuery(of: HistoryOf, id: number, outcome: RowOutcome | null) {
  return infiniteQueryOptions({
    queryKey: [...importsKey(of), 'history', 'rows', id, outcome],
    queryFn: ({ signal, pageParam }): Promise<ImportRunRowList> =>
      call(
        doorOf(of)[':id'].rows.$get(
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

/** Takes a whole import back, under one key. */
export function undoRun(of: HistoryOf, id: number, once: Once): Promise<ImportRunDetail> {
  return call(doorOf(of)[':id'].undo.$post({ param: { id: String(id) } }, once));
}
