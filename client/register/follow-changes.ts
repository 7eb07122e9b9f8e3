import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { POINTS_KEY } from '#client/api/points.ts';

// Many commits in a row are one refresh.
const GATHER_MILLISECONDS = 250;

/** Other people's changes reach this page's map, list and counters by the server's event stream. */
export function useFollowChanges(): void {
  const client = useQueryClient();
  useEffect(
    function listenForChanges() {
      const source = new EventSource('/api/stream');
      let timer: ReturnType<typeof setTimeout> | undefined;
      let connected = false;
      const refresh = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          void client.invalidateQueries({ queryKey: POINTS_KEY });
        }, GATHER_MILLISECONDS);
      };
      // A connection that comes back may have missed something; the first one has not.
      source.addEventListener('ready', () => {
        if (connected) refresh();
        connected = true;
      });
      source.addEventListener('points', refresh);
      source.addEventListener('ended', () => {
        source.close();
        void client.invalidateQueries();
      });
      return () => {
        clearTimeout(timer);
        source.close();
      };
    },
    [client],
  );
}
