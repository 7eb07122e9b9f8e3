import { useIsFetching } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import type { Role } from '#server/contract/permission.ts';

import { loadMap, loadSignedIn } from './load-signed-in.ts';
import { destinationsOf } from './navigation.ts';
import { savesData } from './poor-line.ts';

/** Time without a question to the server after which a page counts as drawn. */
const REST_MILLISECONDS = 500;
/** Number of screens to which a phone shows the way at once. */
const NEXT_SCREENS = 4;

/**
 * Loads what the first screen did without, once that has come to rest: all words, the forms that the work list opens,
 * the screens beside it one after the other, and the map, which is the largest. A failure is told by the screen that
 * needs them.
 */
export function useLoadAhead(role: Role): void {
  const router = useRouter();
  const resting = useIsFetching() === 0;
  useEffect(
    function loadTheRest() {
      if (!resting) return undefined;
      const loadScreens = async () => {
        await loadSignedIn();
        await import('./worklist/work-dialogs.tsx');
        if (savesData()) return;
        for (const { to } of destinationsOf(role).slice(0, NEXT_SCREENS)) {
          if (to !== '/') await router.loadRouteChunk(router.routesByPath[to]);
        }
        await loadMap();
      };
      const timer = setTimeout(() => void loadScreens().catch(() => undefined), REST_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [resting, role, router],
  );
}
