import { useIsFetching } from '@tanstack/react-query';
import { useEffect } from 'react';

import { loadMap, loadSignedIn, savesData } from './load-signed-in.ts';

/** Time without a question to the server after which a page counts as drawn. */
const REST_MILLISECONDS = 500;

/**
 * Loads what the first screen did without, once that has come to rest: all words, the forms that the work list opens,
 * and the map. A failure is told by the screen that needs them.
 */
export function useLoadAhead(atWork: boolean): void {
  const resting = useIsFetching() === 0;
  useEffect(
    function loadTheRest() {
      if (!resting) return undefined;
      const timer = setTimeout(() => {
        void loadSignedIn()
          .then(() => (atWork ? import('./worklist/work-dialogs.tsx') : null))
          .then(() => (savesData() ? null : loadMap()))
          .catch(() => undefined);
      }, REST_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [resting, atWork],
  );
}
