import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { logExport } from '#client/api/log-export.ts';
import { POINTS_KEY } from '#client/api/points.ts';
import type { ExportReceipt } from '#server/contract/export.ts';
import type { PointDetail } from '#server/contract/point.ts';

const A_MINUTE = 60_000;

function pointKey(id: number) {
  return [...POINTS_KEY, 'one', id] as const;
}

/** The whole record of one point. Every look is logged, so coming back to the window asks for nothing. */
export function pointQuery(id: number) {
  return queryOptions({
    queryKey: pointKey(id),
    queryFn: ({ signal }): Promise<PointDetail> =>
      call(api.points[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
    staleTime: A_MINUTE,
    refetchOnWindowFocus: false,
  });
}

/** Takes over the record that a write answered with; list, counts and marks ask anew. */
export async function keepRecord(client: QueryClient, point: PointDetail): Promise<void> {
  client.setQueryData(pointQuery(point.id).queryKey, point);
  await client.invalidateQueries({
    queryKey: POINTS_KEY,
    predicate: ({ queryKey }) => !(queryKey[1] === 'one' && queryKey[2] === point.id),
  });
}

/** Writes the print of one record to the log, before anything is printed. */
export function recordPrint(purpose: string): Promise<ExportReceipt> {
  return logExport({ kind: 'point_print', purpose, points: 1, view: '' });
}
