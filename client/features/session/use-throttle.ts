import { useEffect, useState } from 'react';

import { ApiProblem } from '#client/api/problem.ts';

/** Seconds until the server will listen again after too many tries; 0 when it does. */
export function useThrottle(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(
    function countDown() {
      const wait = error instanceof ApiProblem ? Math.ceil(error.retryAfter ?? 0) : 0;
      setLeft(wait);
      if (wait === 0) return undefined;
      const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
      return () => clearInterval(timer);
    },
    [error],
  );
  return left;
}
