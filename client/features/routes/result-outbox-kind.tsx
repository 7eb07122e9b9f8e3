import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { FIELD_KEY } from './field-queries.ts';
import { meanwhileOnRoute, ROUTE_SETTLED } from './outbox-route.ts';
import { ResultDialog } from './result-dialog.tsx';
import { resultContext } from './result-entry.ts';

/** Kind of outbox entries for results of stops, kept until there is a network. */
const resultOutboxKind: OutboxKind = {
  refresh: (client) => client.invalidateQueries({ queryKey: FIELD_KEY }),
  settledBy: ROUTE_SETTLED,
  meanwhile: meanwhileOnRoute,
  Form: ChangeResult,
};
export default resultOutboxKind;

function ChangeResult({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  return <ResultDialog context={resultContext(entry)} entry={entry} onClose={onClose} />;
}
