import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { mapAgeTold, mapNotHeard } from './map-age.ts';

// Many commits of others in a row are one refresh; a write and the stream tell of the same change.
const STREAM_GATHER_MILLISECONDS = 250;
const GATHER_MILLISECONDS = 30;
const STALE_MILLISECONDS = 30_000;
/** A browser connects again by itself, but not after a refusal: while the server starts or its database is away. */
const CONNECT_AGAIN_MILLISECONDS = 5_000;

/** The `meta` of a query whose answer depends on the points: when they change it is asked for anew. */
export const FOLLOWS_POINTS = { followsPoints: true } as const;

/** Beginning of the key of the own notices, of which the stream tells too. */
export const NOTICES_KEY = ['me', 'notices'] as const;

/** The `meta` of a query of what others ask the reader to do, which a notice tells of: with each it is asked for anew. */
export const FOLLOWS_NOTICES = { followsNotices: true } as const;

/** The `meta` of a query whose answer depends on routes in the street: publications, results, messages. */
export const FOLLOWS_ROUTES = { followsRoutes: true } as const;

const listeners = new Set<() => void>();

/** Calls `listener` each time that points have changed; gives what ends that. */
export function onPointsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Tells the page that points have changed, by a write of its own or by somebody else's. `known` is the key of what
 * it already holds as it is now.
 */
export async function pointsChanged(client: QueryClient, known?: QueryKey): Promise<void> {
  for (const listener of listeners) listener();
  const held = JSON.stringify(known);
  await client.invalidateQueries({
    predicate: ({ meta, queryKey }) =>
      meta?.['followsPoints'] === true && JSON.stringify(queryKey) !== held,
  });
}

async function routesChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: ({ meta }) => meta?.['followsRoutes'] === true });
}

async function noticesChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: NOTICES_KEY }),
    client.invalidateQueries({ predicate: ({ meta }) => meta?.['followsNotices'] === true }),
  ]);
}

/** Other people's changes reach this page's map, list and counters by the server's event stream. */
export function useFollowChanges(): void {
  const client = useQueryClient();
  useEffect(() => followChanges(client), [client]);
}

/** Follows the event stream, and connects anew when it was refused; gives what ends that. */
function followChanges(client: QueryClient): () => void {
  let source: EventSource;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let connecting: ReturnType<typeof setTimeout> | undefined;
  let connected = false;
  const refresh = () => {
    clearTimeout(refreshing);
    refreshing = setTimeout(() => {
      void pointsChanged(client);
    }, STREAM_GATHER_MILLISECONDS);
  };
  function connect(): void {
    source = new EventSource('/api/stream');
    // A connection that comes back may have missed something; the first one has not.
    source.addEventListener('ready', () => {
      mapAgeTold(null);
      if (connected) {
        refresh();
        void routesChanged(client);
      }
      connected = true;
    });
    source.addEventListener('map', ({ data }: MessageEvent<string>) => mapAgeTold(data));
    source.addEventListener('error', () => {
      mapNotHeard();
      if (source.readyState === EventSource.CLOSED) {
        connecting = setTimeout(connect, CONNECT_AGAIN_MILLISECONDS);
      }
    });
    source.addEventListener('points', refresh);
    source.addEventListener('notices', () => void noticesChanged(client));
    source.addEventListener('routes', () => void routesChanged(client));
    source.addEventListener('ended', () => {
      source.close();
      void client.invalidateQueries();
    });
  }
  connect();
  return () => {
    clearTimeout(refreshing);
    clearTimeout(connecting);
    source.close();
    mapAgeTold(null);
  };
}

/** A number that grows when points have changed, and when the reader comes back to the page after a while. */
export function useRevision(): number {
  const [revision, setRevision] = useState(0);
  useEffect(function followChanges() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leftAt = 0;
    const grow = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setRevision((before) => before + 1), GATHER_MILLISECONDS);
    };
    const unsubscribe = onPointsChanged(grow);
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
  }, []);
  return revision;
}
