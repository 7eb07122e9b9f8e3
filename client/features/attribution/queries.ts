import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { AttributionLedger } from '#server/contract/attribution.ts';

/** The threads of a point. Every look is logged, so coming back to the window asks for nothing. */
export function attributionQuery(pointId: number) {
  return queryOptions({
    queryKey: ['points', 'attribution', pointId],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<AttributionLedger> =>
      call(
        api.points[':id'].attribution.$get(
          { param: { id: String(pointId) } },
          { init: { signal } },
        ),
      ),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
