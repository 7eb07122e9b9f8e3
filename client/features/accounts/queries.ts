import { useMutation, useQueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import type { NewLink } from '#server/contract/access-link.ts';

export const accountsQuery = apiQuery(['accounts'], api.accounts.$get, {});

export function accountSessionsQuery(id: string) {
  return apiQuery(['accounts', id, 'sessions'], api.accounts[':id'].sessions.$get, {
    param: { id },
  });
}

export function accountBindingQuery(id: string) {
  return apiQuery(['accounts', id, 'single-sign-on'], api.accounts[':id']['single-sign-on'].$get, {
    param: { id },
  });
}

function useAccountMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => confirmed(() => mutationFn(input)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
}

// Answers with a link or its code are never stored, so these calls take no idempotency key.

/** Gives the whole address of a link to hand over; null where it was mailed. */
export function useIssueLink(id: string) {
  return useAccountMutation(async (json: NewLink) => {
    const { account, token } = await call(api.accounts[':id'].link.$post({ param: { id }, json }));
    return { account, link: token === null ? null : linkAddress(token) };
  });
}

export function useConfirmLink(id: string) {
  return useAccountMutation(() => call(api.accounts[':id'].link.confirm.$post({ param: { id } })));
}

export function useWithdrawLink() {
  return useAccountMutation((id: string) =>
    call(api.accounts[':id'].link.withdraw.$post({ param: { id } })),
  );
}

/** Puts the token behind the #, where no server or proxy logs it. */
export function linkAddress(token: string): string {
  return `${location.origin}/access#${token}`;
}

export function useDisableAccount(id: string) {
  return useAccountMutation(() => call(api.accounts[':id'].disable.$post({ param: { id } })));
}

/** Letting a person in again takes two administrators: it is proposed. */
export function useEnableAccount() {
  return useAccountMutation((id: string) =>
    call(api.proposals.$post({ json: { kind: 'enable', accountId: id } })),
  );
}

export function useRevokeSession(id: string) {
  return useAccountMutation((sessionId: string) =>
    call(api.accounts[':id'].sessions[':sessionId'].revoke.$post({ param: { id, sessionId } })),
  );
}

export function useWipeDevice(id: string) {
  return useAccountMutation((sessionId: string) =>
    call(api.accounts[':id'].sessions[':sessionId'].wipe.$post({ param: { id, sessionId } })),
  );
}
