import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { keepOnDevice, preferencesQuery } from '#client/app/preferences-query.ts';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { PreferenceChange, type Preferences } from '#server/contract/preference.ts';

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
    draft: NOTHING_TYPED,
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
    hintsSeen: change.hintsSeen ?? before.hintsSeen,
  };
}
