import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

import {
  readLinkOwner,
  setPasswordByLink,
  signIn,
  verifyBackupCode,
  verifyTotp,
} from '#client/api/authentication.ts';
import { meQuery } from '#client/api/me.ts';
import { ownPage } from '#client/api/own-page.ts';
import { signInByPasskey } from '#client/api/passkey.ts';

import { finishSingleSignOn } from '#client/api/single-sign-on.ts';
import type { ProviderAnswer } from '#server/contract/single-sign-on.ts';

export type SecondStep = { kind: 'totp' | 'backup'; code: string };

/** First step; the answer says whether a second one follows. */
export function useSignIn() {
  return useMutation({
    mutationFn: ({ username, password }: { username: string; password: string }) =>
      signIn(username.trim().toLowerCase(), password),
  });
}

/** Reads whose link it is. Asked once: a link that is over stays over. */
export function linkOwnerQuery(token: string) {
  return queryOptions({
    queryKey: ['link', token],
    queryFn: () => readLinkOwner(token),
    retry: false,
    gcTime: 0,
  });
}

/** Hands in the answer of the organisation's provider. Asked once: it counts once. */
export function providerAnswerQuery(answer: ProviderAnswer) {
  return queryOptions({
    queryKey: ['single-sign-on', answer.state],
    queryFn: () => finishSingleSignOn(answer),
    retry: false,
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

export function useSetPasswordByLink(token: string) {
  return useMutation({
    mutationFn: (entered: { code: string | null; newPassword: string }) =>
      setPasswordByLink({ token, ...entered }),
  });
}

export function useSecondStep() {
  return useMutation({
    mutationFn: ({ kind, code }: SecondStep) =>
      kind === 'totp' ? verifyTotp(code) : verifyBackupCode(code),
  });
}

/** A sign-in by passkey, alone or as the second step. */
export function usePasskey() {
  return useMutation({ mutationFn: signInByPasskey });
}

/** Goes where the person wanted to be, or to the home of their role. */
export function useEnter() {
  const router = useRouter();
  const queryClient = useQueryClient();
  return async (next: string | undefined): Promise<void> => {
    queryClient.removeQueries({ queryKey: meQuery.queryKey });
    await queryClient.ensureQueryData(meQuery);
    router.history.replace(ownPage(next) ?? '/');
  };
}
