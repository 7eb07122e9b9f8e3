import { useMutation } from '@tanstack/react-query';

import { signOut } from '#client/api/authentication.ts';
import { ApiUnreachable } from '#client/api/problem.ts';
import { forgetDevice } from '#client/offline/forget-device.ts';

import { beginLeaving, goToSignIn } from './return-to-sign-in.ts';

const OWED_KEY = 'dia-ban-sign-out-owed';

/**
 * Ends the session, also at the organisation's provider, deletes everything of this account from the device, and loads the page again, so that no data of
 * the session stays in memory. Without a network the server is told at the next start.
 */
export function useSignOut(accountId: string) {
  return useMutation({
    mutationFn: async () => {
      beginLeaving();
      const { heard, continueAt } = await tellServer();
      // Without a network the page itself can only come from this device.
      await forgetDevice({ signsOut: accountId, pages: heard });
      if (!heard) localStorage.setItem(OWED_KEY, 'true');
      return continueAt;
    },
    onSettled: (continueAt) => (continueAt == null ? goToSignIn() : location.assign(continueAt)),
  });
}

/** Tells the server of a sign-out without a network. False while it still does not know. */
export async function settleSignOut(): Promise<boolean> {
  if (localStorage.getItem(OWED_KEY) === null) return true;
  if (!(await tellServer()).heard) return false;
  localStorage.removeItem(OWED_KEY);
  return true;
}

/** `continueAt` is the page that ends the session at the organisation's provider too. */
async function tellServer(): Promise<{ heard: boolean; continueAt: string | null }> {
  try {
    return { heard: true, continueAt: await signOut() };
  } catch (error) {
    // A refusal says that there is no session to end.
    return { heard: !(error instanceof ApiUnreachable), continueAt: null };
  }
}
