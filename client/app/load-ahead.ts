import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRouter, type AnyRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { giveWay } from '#client/offline/worker/start-worker.ts';
import type { Role } from '#server/contract/permission.ts';

import { doWhenFree, type Line } from './free-line.ts';
import { loadMap, loadMapScreen, loadRecord, loadSignedIn } from './load-signed-in.ts';
import { destinationsOf } from './navigation.ts';
import { savesData } from './poor-line.ts';

/** Number of screens to which a phone shows the way at once. */
const NEXT_SCREENS = 5;

/**
 * Loads what the first screen did without, once that has come to rest: all words, the forms that the work list opens,
 * the screens beside it one after the other, the map, which is the largest, and the record that opens beside it. What
 * the person asks for goes first. A failure is told by the screen that needs them. Gives a promise that is kept at its
 * end, also where something failed.
 */
export function useLoadAhead(role: Role): Promise<void> {
  const router = useRouter();
  const client = useQueryClient();
  const [ending] = useState(promiseToKeep);
  useEffect(
    function loadTheRest() {
      const { signal, abort } = abortable();
      void doWhenFree(stepsFor(role, router), lineOf(client, router), signal)
        .catch(() => undefined)
        .then(() => (signal.aborted ? undefined : ending.resolve()));
      const unsubscribe = router.subscribe('onBeforeLoad', giveWay);
      return () => {
        unsubscribe();
        abort();
      };
    },
    [role, router, client, ending],
  );
  return ending.promise;
}

function promiseToKeep(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function stepsFor(role: Role, router: ReturnType<typeof useRouter>): (() => Promise<unknown>)[] {
  const first = [loadSignedIn, () => import('./worklist/work-dialogs.tsx')];
  if (savesData()) return first;
  const ways = destinationsOf(role)
    .slice(0, NEXT_SCREENS)
    .filter(({ to }) => to !== '/');
  const screens = ways.map(({ to }) => async () => {
    await router.loadRouteChunk(router.routesByPath[to]);
  });
  return [...first, ...screens, loadMapScreen, loadMap, loadRecord];
}

/** The line as the router and the store of answers use it. */
function lineOf(client: QueryClient, router: AnyRouter): Line {
  return {
    need() {
      if (router.state.isLoading || client.isMutating() > 0) return 'code';
      return client.isFetching() > 0 ? 'answers' : 'nothing';
    },
    onChange(listener) {
      const ends = [
        router.subscribe('onBeforeNavigate', listener),
        router.subscribe('onBeforeLoad', listener),
        router.subscribe('onResolved', listener),
        client.getQueryCache().subscribe(listener),
        client.getMutationCache().subscribe(listener),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
