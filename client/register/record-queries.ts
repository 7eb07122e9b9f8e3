import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { PointDetail } from '#server/contract/point.ts';

import type { Filter } from './filter.ts';
import { FOLLOWS_POINTS, pointsChanged } from './points-changed.ts';

const A_MINUTE = 60_000;

/** The evening of which a record is asked, and the day by whose end it was known; nulls: the record of now. */
export type RecordDay = Pick<Filter, 'asOf' | 'knownAt'>;
const NOW: RecordDay = { asOf: null, knownAt: null };

/** The whole record of one point. Every look is logged, so coming back to the window asks for nothing. */
export function pointQuery(id: number, { asOf, knownAt }: RecordDay = NOW) {
  const query = {
    ...(asOf !== null && { as_of: asOf }),
    ...(knownAt !== null && { known_at: knownAt }),
  };
  const past = Object.keys(query).length > 0;
  return queryOptions({
    queryKey: past ? ['points', 'one', id, query] : ['points', 'one', id],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<PointDetail> =>
      call(api.points[':id'].$get({ param: { id: String(id) }, query }, { init: { signal } })),
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
