import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

const AN_HOUR = 3_600_000;

/** Prefix of the queries about what waits for an answer. */
export const WORKLIST_KEY = ['worklist'] as const;

/** The categories that a point or a business may have. */
export const categoriesQuery = apiQuery(
  ['categories'],
  api.categories.$get,
  {},
  { staleTime: AN_HOUR },
);
