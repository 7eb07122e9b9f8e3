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
import { bringPasskey, bringPassword } from '#client/offline/keys/brought.ts';
import { drawPasskeySalt } from '#client/offline/keys/doors.ts';
import type { PasskeyStep } from '#server/contract/passkey.ts';
import type { ProviderAnswer } from '#server/contract/single-sign-on.ts';

export type SecondStep = { kind: 'totp' | 'backup'; code: string };

/** First step; the answer says whether a second one follows. */
export function useSignIn() {
  return useMutation({
    mutationFn: async ({ username, password }: { username: string; password: string }) => {
      const result = await signIn(username.trim().toLowerCase(), password);
      bringPassword(password);
      return result;
    },
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
  return useMutation({
    mutationFn: async (step: PasskeyStep) => {
      const salt = drawPasskeySalt();
      const answer = await signInByPasskey(step, salt);
      // As the second step it stands beside the password, which opens too.
      if (step === 'alone' && answer !== null) bringPasskey({ kind: 'passkey', salt, ...answer });
    },
  });
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
