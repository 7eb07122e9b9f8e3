import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { CheckScheduleList, NewCheckSchedule } from '#server/contract/check.ts';

const AN_HOUR = 3_600_000;

export const checkSchedulesQuery = queryOptions({
  queryKey: ['check-schedules'],
  queryFn: ({ signal }): Promise<CheckScheduleList> =>
    call(api['check-schedules'].$get({}, { init: { signal } })),
  staleTime: AN_HOUR,
});

/** Sets a schedule; what every point says of its next look follows. */
export function useSetSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: NewCheckSchedule): Promise<CheckScheduleList> =>
      call(api['check-schedules'].$post({ json })),
    onSuccess: async (list) => {
      client.setQueryData(checkSchedulesQuery.queryKey, list);
      await pointsChanged(client);
    },
  });
}
