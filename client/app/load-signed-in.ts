import { isPoorLine } from '#client/api/poor-line.ts';
import { loadEverydayText, loadText } from '#client/i18n/use-text.ts';
import { loadFonts } from '#client/ui/fonts.ts';

import { languageOfDevice } from './language-provider.tsx';

/** Loads what the first screen behind the sign-in stands on: the frame, the other styles, the everyday words. */
export async function loadFrame(): Promise<void> {
  // On a poor line they come after the first screen.
  if (!isPoorLine()) void loadFonts().catch(() => undefined);
  await Promise.all([
    import('./mantine.tsx'),
    import('./signed-in.tsx'),
    import('./all-routes.tsx'),
    // Small, but each asked for later would cost the work list a round trip.
    import('./navigation.ts'),
    import('#client/features/worklist/queries.ts'),
    loadEverydayText(languageOfDevice()),
  ]);
}

/** Loads what every screen but the sign-in and the work list stands on: the frame, and all words of one language. */
export async function loadSignedIn(): Promise<void> {
  await Promise.all([loadFrame(), loadText(languageOfDevice())]);
}

/** Loads what stands around the map: search, filters and list. */
export async function loadMapScreen(): Promise<void> {
  await Promise.all([import('./map-screen.tsx'), import('./map/panel/points-panel.tsx')]);
}

/** Loads the map itself, which is much larger than any screen. */
export async function loadMap(): Promise<void> {
  await import('#client/map/points-map.tsx');
}

/** Loads the record of a point: it opens at once then, and says by itself when the network has gone. */
export async function loadRecord(): Promise<void> {
  await import('./record/point-drawer.tsx');
}

/**
 * Takes the frame and the work list out of the device, where it keeps them, before the program runs: a start waits for
 * them longest. The sign-in needs neither.
 */
export function loadFromDevice(): void {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers?.controller == null || location.pathname === '/sign-in') return;
  void Promise.all([
    import('./mantine.tsx'),
    import('./signed-in.tsx'),
    import('./all-routes.tsx'),
    import('./worklist/worklist-screen.tsx'),
  ]).catch(() => undefined);
}
