import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { EnteredPoints, SavedViewList } from '#server/contract/saved-view.ts';

/** The views that the reader may open, with what came into the watched ones. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<SavedViewList> => call(api.views.$get({}, { init: { signal } })),
});

/** The points that came into a view since yesterday evening. */
export function enteredQuery(viewId: number) {
  return queryOptions({
    queryKey: ['views', viewId, 'entered'],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<EnteredPoints> =>
      call(api.views[':id'].entered.$get({ param: { id: String(viewId) } }, { init: { signal } })),
  });
}

/** Takes over the views that a write answered with. */
export function keepViews(client: QueryClient, list: SavedViewList): void {
  client.setQueryData(viewsQuery.queryKey, list);
}
