import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

import { ApiProblem, ApiUnreachable } from './problem.ts';

/** Pause before a page asks a server that is starting again, milliseconds. */
export const STARTING_PAUSE_MILLISECONDS = 2_000;
const ASK_AGAIN_MILLISECONDS = 5_000;

const NOT_YET = ['server.starting', 'server.restoring'];

/** Tests for the answer of a server that is still opening its database, or is restoring a backup into it. */
export function isStarting(error: unknown): boolean {
  return error instanceof ApiProblem && NOT_YET.includes(error.code);
}

/** Tests for a failure that passes by itself: no answer came, or the server is starting. */
export function mayPass(error: unknown): boolean {
  return error instanceof ApiUnreachable || isStarting(error);
}

/** True while a query waits for a server that is starting. */
export function useServerStarting(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => cache.getAll().some(({ state }) => isStarting(state.fetchFailureReason)),
  );
}

/** Asks again by itself for what an open page could not get because the server did not answer. */
export function useAskAgain(): void {
  const client = useQueryClient();
  useEffect(
    function askNowAndThen() {
      const gaveUp = ({ state }: Query) => state.status === 'error' && mayPass(state.error);
      const timer = setInterval(() => {
        if (!navigator.onLine) return;
        void client.refetchQueries({ type: 'active', predicate: gaveUp });
      }, ASK_AGAIN_MILLISECONDS);
      return () => clearInterval(timer);
    },
    [client],
  );
}
