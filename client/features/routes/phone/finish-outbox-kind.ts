import type { OutboxKind } from '#client/offline/outbox/kinds.ts';

import { FIELD_KEY } from './field-queries.ts';
import { meanwhileOnRoute, ROUTE_SETTLED } from './outbox-route.ts';

/** The end of a shift, kept until there is a network; it has nothing that could be changed. */
const finishOutboxKind: OutboxKind = {
  refresh: (client) => client.invalidateQueries({ queryKey: FIELD_KEY }),
  settledBy: ROUTE_SETTLED,
  meanwhile: meanwhileOnRoute,
};
export default finishOutboxKind;
