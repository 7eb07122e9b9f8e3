import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

/** Follows other people's changes as list and map do. */
export const overviewQuery = apiQuery(
  ['overview'],
  api.overview.$get,
  {},
  { meta: FOLLOWS_POINTS },
);
