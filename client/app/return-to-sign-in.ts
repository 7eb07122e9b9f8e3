import { forgetDevice } from '#client/offline/forget-device.ts';

/** The session ended elsewhere: sign in again, then back to the view that was open. */
export function returnToSignIn(): void {
  if (location.pathname === '/sign-in') return;
  const next = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?${new URLSearchParams({ next, ended: 'true' }).toString()}`);
}

/** The session was taken away: nothing of it stays on this device. */
export function forgetAndSignIn(): void {
  void forgetDevice().finally(returnToSignIn);
}
