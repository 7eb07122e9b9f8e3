import { useKeptPhotos } from '#client/attachments/use-kept-photos.ts';
import { meanwhileAtPoint, POINT_SETTLED } from '#client/register/outbox-point.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { CheckDialog } from './check-dialog.tsx';
import { checkContext } from './check-entry.ts';

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
  const photos = useKeptPhotos(entry);
  if (photos === null) return null;
  return (
    <CheckDialog point={checkContext(entry).point} draft={{ entry, photos }} onClose={onClose} />
  );
}
