import { queryOptions } from '@tanstack/react-query';

import { call } from './call.ts';
import { api } from './client.ts';

const AN_HOUR = 3_600_000;

/** Prefix of the queries about what waits for an answer. */
export const WORKLIST_KEY = ['worklist'] as const;

/** The categories that a point or a business may have. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) => call(api.categories.$get({}, { init: { signal } })),
  staleTime: AN_HOUR,
});
