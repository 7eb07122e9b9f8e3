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
  void loadEnds()
    .then(({ closeDevice }) => closeDevice())
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
  void loadEnds()
    .then(({ forgetEndedSession }) => forgetEndedSession(wipedAccountId))
    .finally(() => goToSignIn(wayBack()));
}

/** Gives what ends a session on this device: no part of the sign-in, and there as soon as the frame is. */
const loadEnds = () => import('#client/offline/forget-device.ts');

function wayBack(): string {
  const next = `${location.pathname}${location.search}`;
  return `?${new URLSearchParams({ next, ended: 'true' }).toString()}`;
}
