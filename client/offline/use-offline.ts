import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { STREET_ROLES } from '#server/contract/street-roles.ts';
import { useEffect } from 'react';

import { connection, onConnectionChange, watchedFetch } from '#client/api/connection.ts';
import { now } from '#client/i18n/clock.ts';
import type { Me } from '#server/contract/account.ts';

import { keepInRounds } from './keep-rounds.ts';
import { askToLast, catchInstallOffer, noteKeptDay } from './readiness.ts';
import { allowWorker, startWorkerAtLast } from './worker/start-worker.ts';

/** After the first map or list has been drawn: nothing here may stand in its way. */
const START_MILLISECONDS = 6_000;
const LATEST_START_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 10_000;

/** Fetches through the service worker what a day without a network needs. */
export type KeepForTheDay = (client: QueryClient, me: Me) => Promise<void>;

/**
 * Makes the open page work without a network, and look for it while it is away. The worker fetches the whole product:
 * it starts after what the page loads ahead, on a line that stays busy a minute later at the latest.
 */
export function useOffline(me: Me, keepForTheDay: KeepForTheDay, loadedAhead: Promise<void>): void {
  const client = useQueryClient();
  const { role } = me;
  useEffect(
    function prepareForOffline() {
      allowWorker();
      const ending = new AbortController();
      const { signal } = ending;
      let begun = false;
      let endRounds = () => {};
      const keepDay = () => keepForTheDay(client, me).then(() => noteKeptDay(me.account.id, now()));
      const begin = async () => {
        if (signal.aborted || begun) return;
        begun = true;
        const onStreet = STREET_ROLES.includes(role);
        if (onStreet) void askToLast();
        const serves = await startWorkerAtLast(signal);
        if (serves && onStreet && !signal.aborted) endRounds = keepInRounds(keepDay);
      };
      const first = setTimeout(() => void loadedAhead.then(begin), START_MILLISECONDS);
      const latest = setTimeout(() => void begin(), LATEST_START_MILLISECONDS);
      return () => {
        ending.abort();
        clearTimeout(first);
        clearTimeout(latest);
        endRounds();
      };
    },
    [client, me, role, keepForTheDay, loadedAhead],
  );
  useEffect(catchInstallOffer, []);
  useLookForNetwork();
}

/** Asks the server again and again while it is away, and for all that is shown once it answers. */
function useLookForNetwork(): void {
  const client = useQueryClient();
  useEffect(
    function lookForNetwork() {
      let timer: ReturnType<typeof setInterval> | undefined;
      let away = false;
      const look = () => {
        if (navigator.onLine) {
          void watchedFetch('/api/health/live', { cache: 'no-store' }).catch(() => undefined);
        }
      };
      const follow = () => {
        const { reachable } = connection();
        if (!reachable && !away) timer = setInterval(look, LOOK_MILLISECONDS);
        if (reachable && away) {
          clearInterval(timer);
          // What was shown meanwhile may have changed.
          void client.invalidateQueries();
        }
        away = !reachable;
      };
      follow();
      const unsubscribe = onConnectionChange(follow);
      window.addEventListener('online', look);
      return () => {
        clearInterval(timer);
        unsubscribe();
        window.removeEventListener('online', look);
      };
    },
    [client],
  );
}
