import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import { meQuery } from '#client/api/me.ts';
import type { AccountSession } from '#server/contract/account.ts';

export const ownSessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }): Promise<{ items: AccountSession[] }> =>
    call(api.me.sessions.$get({}, { init: { signal } })),
});

/** After any of these acts what `me` says may have changed, a restriction above all. */
function useOwnMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export function useRevokeOwnSession() {
  return useOwnMutation((id: string) =>
    confirmed(() => call(api.me.sessions[':id'].revoke.$post({ param: { id } }))),
  );
}
