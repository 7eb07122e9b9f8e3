import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { readPreferences, type Preferences } from '#server/contract/preference.ts';

/** Copy of the choices on this device: there at once, and without a network. */
const keyOf = (accountId: string) => `dia-ban-preferences-${accountId}`;

/** The choices of the account; those of the device until the server has answered. */
export function preferencesQuery(accountId: string) {
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

function onDevice(accountId: string): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null'));
  } catch {
    return readPreferences(null);
  }
}

/** Keeps the choices on the device too, and gives them back. */
export function keepOnDevice(accountId: string, preferences: Preferences): Preferences {
  localStorage.setItem(keyOf(accountId), JSON.stringify(preferences));
  return preferences;
}
