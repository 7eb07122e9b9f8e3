import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { POINTS_KEY } from '#client/api/points.ts';

// A write invalidates many queries at once; the marks are asked for once.
const GATHER_MILLISECONDS = 30;
const STALE_MILLISECONDS = 30_000;

/**
 * A number that grows when the points may have changed: after a write (which invalidates their
 * queries), and when the reader comes back to the page after a while.
 */
export function useRevision(): number {
  const client = useQueryClient();
  const [revision, setRevision] = useState(0);
  useEffect(
    function followWrites() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let leftAt = 0;
      const grow = () => {
        clearTimeout(timer);
        timer = setTimeout(() => setRevision((before) => before + 1), GATHER_MILLISECONDS);
      };
      const unsubscribe = client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'invalidate') return;
        if (event.query.queryKey[0] === POINTS_KEY[0]) grow();
      });
      const follow = () => {
        if (document.hidden) leftAt = Date.now();
        else if (leftAt > 0 && Date.now() - leftAt > STALE_MILLISECONDS) grow();
      };
      document.addEventListener('visibilitychange', follow);
      return () => {
        clearTimeout(timer);
        unsubscribe();
        document.removeEventListener('visibilitychange', follow);
      };
    },
    [client],
  );
  return revision;
}
