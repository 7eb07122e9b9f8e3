import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { connection, onConnectionChange } from '#client/api/connection.ts';
import { keepOnDevice, preferencesQuery } from '#client/app/preferences-query.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { PreferenceChange } from '#server/contract/preference.ts';

/** Note on the device that the account has seen its hints, until the server has heard of it. */
const keyOf = (accountId: string) => `dia-ban-hints-seen-${accountId}`;

/**
 * Tells if the account has seen the hints of its first visit: null until the server has answered. `see` notes that it
 * has, on the device at once and with the account as soon as the server can be reached, in a later visit at the latest.
 */
export function useHintsSeen(accountId: string): { seen: boolean | null; see: () => void } {
  const query = preferencesQuery(accountId);
  const [here, setHere] = useState(() => localStorage.getItem(keyOf(accountId)) !== null);
  const { data, dataUpdatedAt } = useQuery({
    ...query,
    // Seen once is seen for ever: nothing to ask for.
    enabled: ({ state }) => state.data?.hintsSeen !== true,
  });
  const { reachable } = useSyncExternalStore(onConnectionChange, connection);
  const there = data.hintsSeen === true;
  const answered = dataUpdatedAt !== 0;
  const { press } = useWrite({
    initial: {},
    schema: PreferenceChange,
    body: () => ({ hintsSeen: true }),
    send: (json, once) => call(api.me.preferences.$post({ json }, once)),
    keep: (client, kept) => void client.setQueryData(query.queryKey, keepOnDevice(accountId, kept)),
    // A refusal is not said: nobody asked for this. The device sends it again in the next visit.
  });
  const send = useEffectEvent(press);
  useEffect(
    function tellServer() {
      if (here && answered && !there && reachable) send();
    },
    [here, answered, there, reachable],
  );
  return {
    seen: there || here ? true : answered ? false : null,
    see() {
      localStorage.setItem(keyOf(accountId), 'seen');
      setHere(true);
    },
  };
}
