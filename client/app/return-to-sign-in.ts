import { forgetEndedSession, closeDevice } from '#client/offline/forget-device.ts';

/** Once the page is on its way out, what else it hears of the session's end must not cut that short. */
let leaving = false;

/** From here on only {@link goToSignIn} leads away from this page. */
export function beginLeaving(): void {
  leaving = true;
}

export function goToSignIn(search = ''): void {
  location.assign(`/sign-in${search}`);
}

/** The session ended elsewhere: sign in again, then back to the view that was open. */
export function returnToSignIn(): void {
  if (leaving || location.pathname === '/sign-in') return;
  beginLeaving();
  void closeDevice()
    // A device without a store has nothing to seal.
    .catch(() => undefined)
    .finally(() => goToSignIn(wayBack()));
}

/**
 * Forgets a session that was ended elsewhere: nothing of it stays readable on this device; unsent work stays, sealed.
 * @param wipedAccountId the account of which unsent work is deleted too; null where nobody asked for that
 */
export function forgetAndSignIn(wipedAccountId: string | null): void {
  if (leaving) return;
  beginLeaving();
  void forgetEndedSession(wipedAccountId).finally(() => goToSignIn(wayBack()));
}

function wayBack(): string {
  const next = `${location.pathname}${location.search}`;
  return `?${new URLSearchParams({ next, ended: 'true' }).toString()}`;
}
