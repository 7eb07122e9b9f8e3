import { queryOptions } from '@tanstack/react-query';

import { call } from './call.ts';
import { api } from './client.ts';

const AN_HOUR = 3_600_000;

/** Prefix of all queries about points. Every write invalidates by it: list, counters and the map's marks follow. */
export const POINTS_KEY = ['points'] as const;

/** Prefix of what waits for an answer; it follows every write about points. */
export const WORKLIST_KEY = [...POINTS_KEY, 'worklist'] as const;

/** The categories that a point or a business may have. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => call(api.categories.$get({}, { init: { signal } })),
  staleTime: AN_HOUR,
});
