import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useEntries, useHeldForForm, useLoadKind } from '#client/offline/outbox/outbox-context.ts';

/** The form of the entry's kind, filled in. Says so when the entry is sent while it is open. */
export default function ChangeForm({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { outbox: text } = useText();
  const loadKind = useLoadKind();
  const kind = useQuery({
    queryKey: ['outbox', 'kind', entry.kind],
    queryFn: () => loadKind(entry.kind),
    staleTime: Infinity,
  });
  useHeldForForm(entry.id);
  const now = useEntries().find(({ id }) => id === entry.id);
  const gone = now === undefined || now.state === 'sent' || now.state === 'sending';
  useEffect(
    function leaveWhenSent() {
      if (!gone) return;
      notifications.show({ message: text.changeGone });
      onClose();
    },
    [gone, onClose, text],
  );
  const Form = kind.data?.Form;
  return Form === undefined ? null : <Form entry={entry} onClose={onClose} />;
}
