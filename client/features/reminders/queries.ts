import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { JobList, OwnReminders, ReminderPreference } from '#server/contract/reminder.ts';

export const ownRemindersQuery = queryOptions({
  queryKey: ['me', 'reminders'],
  queryFn: ({ signal }): Promise<OwnReminders> =>
    call(api.me.reminders.$get({}, { init: { signal } })),
});

export function useSaveReminders() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (json: ReminderPreference): Promise<OwnReminders> =>
      call(api.me.reminders.$post({ json })),
    onSuccess: (saved) => queryClient.setQueryData(ownRemindersQuery.queryKey, saved),
  });
}

const EVERY_MINUTE = 60_000;

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }): Promise<JobList> => call(api.jobs.$get({}, { init: { signal } })),
  refetchInterval: EVERY_MINUTE,
});

export function useRetryJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number): Promise<JobList> =>
      call(api.jobs[':id'].retry.$post({ param: { id: String(id) } })),
    onSuccess: (jobs) => queryClient.setQueryData(jobsQuery.queryKey, jobs),
  });
}
