import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

export const questionsQuery = apiQuery(
  ['questions'],
  api.questions.$get,
  {},
  { meta: FOLLOWS_POINTS },
);
