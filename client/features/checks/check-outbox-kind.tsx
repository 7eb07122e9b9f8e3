import { useEffect, useState } from 'react';

import { meanwhileAtPoint, POINT_SETTLED } from '#client/register/outbox-point.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';

import { CheckDialog } from './check-dialog.tsx';
import { checkContext, type CheckDraft } from './check-entry.ts';

/** A look at a closed place with its photos, kept until there is a network. */
const checkOutboxKind: OutboxKind = {
  refresh: (client) => pointsChanged(client),
  settledBy: POINT_SETTLED,
  meanwhile: meanwhileAtPoint,
  Form: ChangeCheck,
};
export default checkOutboxKind;

/** The photos come from the device's database first: the form begins with them. */
function ChangeCheck({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const outbox = useOutbox();
  const [draft, setDraft] = useState<CheckDraft | null>(null);
  useEffect(
    function readPhotos() {
      let wanted = true;
      void Promise.all(
        entry.attachments.map(async ({ id }) => ({ id, file: await outbox.file(entry, id) })),
      ).then((read) => {
        const photos = read.flatMap(({ id, file }) => (file === null ? [] : [{ id, file }]));
        if (wanted) setDraft({ entry, photos });
      });
      return () => {
        wanted = false;
      };
    },
    [entry, outbox],
  );
  if (draft === null) return null;
  return <CheckDialog point={checkContext(entry).point} draft={draft} onClose={onClose} />;
}
