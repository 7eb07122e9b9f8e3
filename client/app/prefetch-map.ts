/** Long enough for the sign-in itself to be drawn and answered first. */
const LATEST_MILLISECONDS = 1_500;

/**
 * Fetches the map's code while somebody types their password: most people who sign in see the map next,
 * and its code is most of what they would wait for. A failure is the map screen's to tell, not ours.
 */
export function prefetchMap(): void {
  const fetchCode = () =>
    void Promise.all([
      import('./map-screen.tsx'),
      import('#client/app/map/recurrence-counter.tsx'),
    ]).catch(() => undefined);
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(fetchCode, { timeout: LATEST_MILLISECONDS });
  } else {
    setTimeout(fetchCode, LATEST_MILLISECONDS);
  }
}
