import { loadEverydayText, loadText } from '#client/i18n/use-text.ts';

import { languageOfDevice } from './language-provider.tsx';

/** Loads what the first screen behind the sign-in stands on: the frame, the other styles, the everyday words. */
export async function loadFrame(): Promise<void> {
  await Promise.all([
    import('./signed-in.tsx'),
    import('./all-routes.tsx'),
    loadEverydayText(languageOfDevice()),
  ]);
}

/** Loads what every screen but the sign-in and the work list stands on: the frame, and all words of one language. */
export async function loadSignedIn(): Promise<void> {
  await Promise.all([loadFrame(), loadText(languageOfDevice())]);
}

/** Loads the screen of the map, which is much larger than any other. */
export async function loadMap(): Promise<void> {
  await import('./map-screen.tsx');
  await import('#client/map/points-map.tsx');
}

/** The browser's knowledge of the line; only some browsers have it. */
type Line = { connection?: { downlink?: number; saveData?: boolean } };

/** Tests for somebody who asked the browser to load little. */
export function savesData(): boolean {
  return (navigator as Navigator & Line).connection?.saveData === true;
}

/** Megabits per second below which the map's code would hold up what is asked for meanwhile. */
const POOR_LINE = 1;

/** Tests for a line that the browser knows to be poor. */
export function isPoorLine(): boolean {
  const downlink = (navigator as Navigator & Line).connection?.downlink;
  return savesData() || (downlink ?? POOR_LINE) < POOR_LINE;
}
