import { notifications } from '@mantine/notifications';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  PreferenceChange,
  readPreferences,
  type Preferences,
} from '#server/contract/preference.ts';

/** Copy of the choices on this device: there at once, and without a network. */
const keyOf = (accountId: string) => `dia-ban-preferences-${accountId}`;

/** The choices of the account; those of the device until the server has answered. */
function preferencesQuery(accountId: string) {
  return queryOptions({
    queryKey: ['me', 'preferences'],
    queryFn: async ({ signal }): Promise<Preferences> => {
      const kept = await call(api.me.preferences.$get({}, { init: { signal } }));
      return keepOnDevice(accountId, kept);
    },
    initialData: () => onDevice(accountId),
    initialDataUpdatedAt: 0,
    // The device's copy is asked for anew once; later changes of this page are in the cache before the server has them.
    staleTime: ({ state }) => (state.dataUpdatedAt === 0 ? 0 : Infinity),
  });
}

/** Reads a person's choices for the look of table and map, and gives the only way to change them. */
export function usePreferences(): {
  preferences: Preferences;
  choose: (change: PreferenceChange) => void;
} {
  const { account } = useMe();
  const text = useText();
  const client = useQueryClient();
  const query = preferencesQuery(account.id);
  const { data: preferences } = useQuery(query);
  const [wanted, want] = useState<PreferenceChange | null>(null);
  const initial: { change: PreferenceChange } = { change: {} };
  const { sendAs, pending } = useWrite({
    initial,
    schema: PreferenceChange,
    body: ({ change }) => change,
    send: (json, once) => call(api.me.preferences.$post({ json }, once)),
    onDone: (_, { change }) => want((now) => (now === change ? null : now)),
    onRefused: () => {
      want(null);
      notifications.show({ message: text.table.notKept });
    },
  });
  const send = useEffectEvent((change: PreferenceChange) => sendAs({ change }));
  useEffect(
    function sendWhatIsWanted() {
      if (wanted !== null && !pending) send(wanted);
    },
    [wanted, pending],
  );
  return {
    preferences,
    choose(change) {
      void client.cancelQueries({ queryKey: query.queryKey });
      const before = client.getQueryData(query.queryKey) ?? preferences;
      client.setQueryData(query.queryKey, keepOnDevice(account.id, withChange(before, change)));
      want((now) => ({ ...now, ...change }));
    },
  };
}

function withChange(before: Preferences, change: PreferenceChange): Preferences {
  return {
    tableColumns: change.tableColumns ?? before.tableColumns,
    tableRows: change.tableRows ?? before.tableRows,
    mapLabel: change.mapLabel ?? before.mapLabel,
  };
}

function onDevice(accountId: string): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null'));
  } catch {
    return readPreferences(null);
  }
}

function keepOnDevice(accountId: string, preferences: Preferences): Preferences {
  localStorage.setItem(keyOf(accountId), JSON.stringify(preferences));
  return preferences;
}
