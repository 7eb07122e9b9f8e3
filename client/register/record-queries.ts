import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { FOLLOWS_POINTS, pointsChanged } from './points-changed.ts';

const A_MINUTE = 60_000;

/** The whole record of one point. Every look is logged, so coming back to the window asks for nothing. */
export function pointQuery(id: number) {
  return queryOptions({
    queryKey: ['points', 'one', id],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<PointDetail> =>
      call(api.points[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
    staleTime: A_MINUTE,
    refetchOnWindowFocus: false,
  });
}

/** Takes over the record that a write answered with; list, counts and marks ask anew. */
export async function keepRecord(client: QueryClient, point: PointDetail): Promise<void> {
  const { queryKey } = pointQuery(point.id);
  client.setQueryData(queryKey, point);
  await pointsChanged(client, queryKey);
}
