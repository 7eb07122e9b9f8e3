import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

/** The threads of a point. Every look is logged, so coming back to the window asks for nothing. */
export function attributionQuery(pointId: number) {
  return apiQuery(
    ['points', 'attribution', pointId],
    api.points[':id'].attribution.$get,
    { param: { id: String(pointId) } },
    { meta: FOLLOWS_POINTS, staleTime: 60_000, refetchOnWindowFocus: false },
  );
}
