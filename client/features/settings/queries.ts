import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { disableTwoFactor, enableTwoFactor, verifyTotp } from '#client/api/authentication.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { meQuery } from '#client/api/me.ts';
import type { AccountSession, ChangePassword } from '#server/contract/account.ts';

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
    call(api.me.sessions[':id'].revoke.$post({ param: { id } })),
  );
}

export function useChangePassword() {
  return useOwnMutation((json: ChangePassword) => call(api.me.password.$post({ json })));
}

/** Prepares the second step; it is on only after {@link useFinishTwoFactor}. */
export function usePrepareTwoFactor() {
  return useMutation({ mutationFn: enableTwoFactor });
}

export function useFinishTwoFactor() {
  return useOwnMutation(verifyTotp);
}

export function useDisableTwoFactor() {
  return useOwnMutation(disableTwoFactor);
}
