import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  Account,
  AccountSession,
  NewAccount,
  NewAssignment,
} from '#server/contract/account.ts';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }): Promise<{ items: Account[] }> =>
    call(api.accounts.$get({}, { init: { signal } })),
});

export function accountSessionsQuery(id: string) {
  return queryOptions({
    queryKey: ['accounts', id, 'sessions'],
    queryFn: ({ signal }): Promise<{ items: AccountSession[] }> =>
      call(api.accounts[':id'].sessions.$get({ param: { id } }, { init: { signal } })),
  });
}

function useAccountMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
}

// None of these carries an idempotency key: the stored answer would keep a password.

export function useCreateAccount() {
  return useAccountMutation((json: NewAccount) => call(api.accounts.$post({ json })));
}

export function useAssignRole(id: string) {
  return useAccountMutation((json: NewAssignment) =>
    call(api.accounts[':id'].assignments.$post({ param: { id }, json })),
  );
}

export function useResetPassword(id: string) {
  return useAccountMutation((resetSecondFactor: boolean) =>
    call(
      api.accounts[':id']['reset-password'].$post({ param: { id }, json: { resetSecondFactor } }),
    ),
  );
}

export function useDisableAccount(id: string) {
  return useAccountMutation(() => call(api.accounts[':id'].disable.$post({ param: { id } })));
}

export function useEnableAccount() {
  return useAccountMutation((id: string) =>
    call(api.accounts[':id'].enable.$post({ param: { id } })),
  );
}

export function useRevokeSession(id: string) {
  return useAccountMutation((sessionId: string) =>
    call(api.accounts[':id'].sessions[':sessionId'].revoke.$post({ param: { id, sessionId } })),
  );
}
