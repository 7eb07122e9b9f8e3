import type { QueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { SavedViewList } from '#server/contract/saved-view.ts';

/** The views that the reader may open, with what came into the watched ones. */
export const viewsQuery = apiQuery(['views'], api.views.$get, {}, { meta: FOLLOWS_POINTS });

/** The points that came into a view since yesterday evening. */
export function enteredQuery(viewId: number) {
  return apiQuery(
    ['views', viewId, 'entered'],
    api.views[':id'].entered.$get,
    { param: { id: String(viewId) } },
    { meta: FOLLOWS_POINTS },
  );
}

/** Takes over the views that a write answered with. */
export function keepViews(client: QueryClient, list: SavedViewList): void {
  client.setQueryData(viewsQuery.queryKey, list);
}
