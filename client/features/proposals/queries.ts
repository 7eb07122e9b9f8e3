import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

export const PROPOSALS_KEY = ['proposals'];

export const proposalsQuery = apiQuery(
  PROPOSALS_KEY,
  api.proposals.$get,
  {},
  { meta: FOLLOWS_POINTS },
);

export function proposalQuery(id: number) {
  return apiQuery(
    [...PROPOSALS_KEY, id],
    api.proposals[':id'].$get,
    { param: { id: String(id) } },
    { meta: FOLLOWS_POINTS },
  );
}
