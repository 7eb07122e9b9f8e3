import { QueryCache, QueryClient } from '@tanstack/react-query';

import { isStarting, STARTING_PAUSE_MILLISECONDS } from '#client/api/come-back.ts';
import { meQuery } from '#client/api/me.ts';
import { notesWhoAsks } from '#client/api/shown-data.ts';
import { ApiProblem, isRevocation, isSessionEnd } from '#client/api/problem.ts';

const RETRIES = 2;

/** A refusal is an answer and is not asked for again; a lost connection is retried, a server that is starting waited for. */
function retry(failures: number, error: Error): boolean {
  if (isStarting(error)) return true;
  if (error instanceof ApiProblem) return error.status >= 503 && failures < RETRIES;
  return error.name !== 'AbortError' && failures < RETRIES;
}

const FIRST_PAUSE_MILLISECONDS = 1_000;

function retryDelay(failures: number, error: Error): number {
  if (isStarting(error)) return STARTING_PAUSE_MILLISECONDS;
  return FIRST_PAUSE_MILLISECONDS * 2 ** failures;
}

/** The store of everything that came from the server; tells `onSessionEnd` when a session died, and how. */
export function createQueryClient(onSessionEnd: (end: ApiProblem) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const isMe = query.queryKey[0] === meQuery.queryKey[0];
        if (isMe) return;
        if (isRevocation(error) || isSessionEnd(error)) onSessionEnd(error);
      },
    }),
    defaultOptions: {
      // Without a network a request fails and says so. Otherwise it would wait unseen, and an act that
      // somebody has given up would be recorded whenever the network comes back.
      queries: {
        retry,
        retryDelay,
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        persister: notesWhoAsks,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
