import { loadFrame, loadMap, loadMapScreen, loadSignedIn } from './load-signed-in.ts';
import { isPoorLine } from './poor-line.ts';

const FIRST_ACTS = ['keydown', 'pointerdown', 'input'] as const;
const WEIGHTS = [500, 600] as const;

/**
 * Fetches the code of the work list as soon as somebody begins to fill in the sign-in: the frame, the everyday words,
 * the list and the letters that it is written in. Then come on a poor line all words, without which no other home
 * opens, and on a good one the map. Whoever only reads the page loads nothing more. A failure is the next screen's to
 * tell, not ours.
 */
export function prefetchHome(): void {
  const fetchCode = () => {
    for (const act of FIRST_ACTS) document.removeEventListener(act, fetchCode);
    void loadFrame()
      .then(() => import('./worklist/worklist-screen.tsx'))
      .then(loadLetters)
      .then<unknown>(() =>
        isPoorLine() ? loadSignedIn() : Promise.all([loadMapScreen(), loadMap()]),
      )
      .catch(() => undefined);
  };
  for (const act of FIRST_ACTS) document.addEventListener(act, fetchCode, { passive: true });
}

async function loadLetters(): Promise<void> {
  await Promise.all(
    WEIGHTS.map((weight) => document.fonts.load(`${weight} 1em "Be Vietnam Pro"`, 'Việc')),
  );
}
