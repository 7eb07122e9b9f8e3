import { useEffect, useState } from 'react';

import { ApiProblem } from '#client/api/problem.ts';

/** Seconds until the server will listen again after too many tries; 0 when it does. */
export function useThrottle(error: unknown): number {
  const wait = error instanceof ApiProblem ? Math.ceil(error.retryAfter ?? 0) : 0;
  // The seconds belong to one refusal: the next one starts anew.
  const [passed, setPassed] = useState({ error, seconds: 0 });
  useEffect(
    function countSeconds() {
      if (wait === 0) return undefined;
      const timer = setInterval(
        () =>
          setPassed((before) => ({
            error,
            seconds: before.error === error ? before.seconds + 1 : 1,
          })),
        1000,
      );
      return () => clearInterval(timer);
    },
    [error, wait],
  );
  return Math.max(0, wait - (passed.error === error ? passed.seconds : 0));
}
