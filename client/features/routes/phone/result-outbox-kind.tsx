import { useKeptPhotos } from '#client/attachments/use-kept-photos.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { FIELD_KEY } from './field-queries.ts';
import { meanwhileOnRoute, ROUTE_SETTLED } from './outbox-route.ts';
import { resultContext } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';

/** Kind of outbox entries for results of stops, kept until there is a network. */
const resultOutboxKind: OutboxKind = {
  refresh: (client) => client.invalidateQueries({ queryKey: FIELD_KEY }),
  settledBy: ROUTE_SETTLED,
  meanwhile: meanwhileOnRoute,
  Form: ChangeResult,
};
export default resultOutboxKind;

/** The photos come from the device's database first: the form begins with them. */
function ChangeResult({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const photos = useKeptPhotos(entry);
  if (photos === null) return null;
  const context = resultContext(entry);
  return <ResultDialog context={context} entry={entry} photos={photos} onClose={onClose} />;
}
