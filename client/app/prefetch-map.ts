import { loadSignedIn } from './load-signed-in.ts';

const FIRST_ACTS = ['keydown', 'pointerdown'] as const;

/**
 * Fetches the map's code as soon as somebody begins to fill in the sign-in: most people who sign in see the map next,
 * and its code is most of what they would wait for. Whoever only reads the page loads nothing more.
 * A failure is the map screen's to tell, not ours.
 */
export function prefetchMap(): void {
  const fetchCode = () => {
    for (const act of FIRST_ACTS) document.removeEventListener(act, fetchCode);
    void loadSignedIn()
      .then(() =>
        Promise.all([import('./map-screen.tsx'), import('#client/app/map/recurrence-counter.tsx')]),
      )
      .catch(() => undefined);
  };
  for (const act of FIRST_ACTS) document.addEventListener(act, fetchCode, { passive: true });
}
