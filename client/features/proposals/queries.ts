import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { ProposalDetail, ProposalList } from '#server/contract/proposal.ts';

export const PROPOSALS_KEY = ['proposals'];

export const proposalsQuery = queryOptions({
  queryKey: PROPOSALS_KEY,
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<ProposalList> =>
    call(api.proposals.$get({}, { init: { signal } })),
});

export function proposalQuery(id: number) {
  return queryOptions({
    queryKey: [...PROPOSALS_KEY, id],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<ProposalDetail> =>
      call(api.proposals[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
  });
}
