import { useKeptPhotos } from '#client/attachments/use-kept-photos.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { FIELD_KEY } from './field-queries.ts';
import { meanwhileOnRoute, ROUTE_SETTLED } from './outbox-route.ts';
import { UnplannedDialog } from './unplanned-dialog.tsx';
import { unplannedContext } from './unplanned-entry.ts';

/** A stop that nobody had planned, kept until there is a network. */
const unplannedOutboxKind: OutboxKind = {
  refresh: (client) => client.invalidateQueries({ queryKey: FIELD_KEY }),
  settledBy: ROUTE_SETTLED,
  meanwhile: meanwhileOnRoute,
  Form: ChangeStop,
};
export default unplannedOutboxKind;

function ChangeStop({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const photos = useKeptPhotos(entry);
  if (photos === null) return null;
  const context = unplannedContext(entry);
  return <UnplannedDialog context={context} entry={entry} kept={photos} onClose={onClose} />;
}
