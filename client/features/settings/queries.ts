import { useMutation, useQueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import { meQuery } from '#client/api/me.ts';

export const ownSessionsQuery = apiQuery(['me', 'sessions'], api.me.sessions.$get, {});

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
