import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { useText } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';

import { FIELD_KEY } from './field-queries.ts';

/** Sends what a team has written, or keeps it on the device; says which, and shows the list that came back. */
export function useFieldSubmit({
  entry,
  said,
  onDone,
}: {
  /** What is being changed; null: it is new. */
  entry: Entry | null;
  /** In words, when the server has taken it. */
  said: string;
  onDone: () => void;
}) {
  const { field } = useText().routes;
  const client = useQueryClient();
  const submit = useSubmit<FieldRouteList>(entry);
  return useMutation({
    networkMode: 'always',
    mutationFn: (written: NewEntry) => submit(written),
    onSuccess: (list) => {
      if (list !== null) client.setQueryData(FIELD_KEY, list);
      // Said once, however many are kept one after the other.
      if (list === null) notifications.show({ id: 'route-kept', message: field.kept });
      else notifications.show({ message: said });
      onDone();
    },
  });
}
