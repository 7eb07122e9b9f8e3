import { useMutation } from '@tanstack/react-query';

import { signOut } from '#client/api/authentication.ts';

/** Ends the session and loads the page anew, so that nothing read under it stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => location.assign('/sign-in'),
  });
}
