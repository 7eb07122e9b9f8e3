import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { CheckScheduleList } from '#server/contract/check.ts';

const AN_HOUR = 3_600_000;

export const checkSchedulesQuery = queryOptions({
  queryKey: ['check-schedules'],
  queryFn: ({ signal }): Promise<CheckScheduleList> =>
    call(api['check-schedules'].$get({}, { init: { signal } })),
  staleTime: AN_HOUR,
});
