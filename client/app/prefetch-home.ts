import { loadSignedIn } from './load-signed-in.ts';

const FIRST_ACTS = ['keydown', 'pointerdown'] as const;
/** Megabits per second below which the map's code would hold up what is asked for meanwhile. */
const POOR_LINE = 1;

/** The browser's estimate of the line; only some browsers have it. */
type Line = { connection?: { downlink?: number; saveData?: boolean } };

/**
 * Fetches the code of the pages after the sign-in as soon as somebody begins to fill it in: their frame, the work
 * list, and on a good line the map. Whoever only reads the page loads nothing more.
 * A failure is the next screen's to tell, not ours.
 */
export function prefetchHome(): void {
  const fetchCode = () => {
    for (const act of FIRST_ACTS) document.removeEventListener(act, fetchCode);
    void loadSignedIn()
      .then(() => import('./worklist/worklist-screen.tsx'))
      .then(() => (isPoor() ? null : import('./map-screen.tsx')))
      .catch(() => undefined);
  };
  for (const act of FIRST_ACTS) document.addEventListener(act, fetchCode, { passive: true });
}

function isPoor(): boolean {
  const { connection }: Line = navigator as Navigator & Line;
  return connection?.saveData === true || (connection?.downlink ?? POOR_LINE) < POOR_LINE;
}
