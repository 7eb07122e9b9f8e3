import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { JobList } from '#server/contract/reminder.ts';

const EVERY_MINUTE = 60_000;

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }): Promise<JobList> => call(api.jobs.$get({}, { init: { signal } })),
  refetchInterval: EVERY_MINUTE,
});
