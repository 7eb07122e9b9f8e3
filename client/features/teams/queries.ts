import { queryOptions } from '@tanstack/react-query';

import { call, newIdempotencyKey, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { WriteTeam } from '#server/contract/team.ts';

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => call(api.teams.$get({}, { init: { signal } })),
});

export function writeTeam(id: number | null, json: WriteTeam) {
  const header = once(newIdempotencyKey());
  return id === null
    ? call(api.teams.$post({ json }, header))
    : call(api.teams[':id'].$post({ param: { id: String(id) }, json }, header));
}

export function retireTeam(id: number) {
  const param = { id: String(id) };
  return call(api.teams[':id'].retire.$post({ param }, once(newIdempotencyKey())));
}
