import type { OutboxKind } from '#client/offline/outbox/kinds.ts';
import { freshRecord, meanwhileAtPoint, POINT_SETTLED } from '#client/register/outbox-point.ts';
import { pointsChanged } from '#client/register/points-changed.ts';

/** An act on one of many points or its undoing, kept until the server has answered. */
const manyActsOutboxKind: OutboxKind = {
  refresh: (client) => pointsChanged(client),
  settledBy: POINT_SETTLED,
  meanwhile: meanwhileAtPoint,
  async renew(entry) {
    const body: object = Object(entry.body);
    if (!('version' in body)) return body;
    const { version } = await freshRecord(entry);
    return { ...body, version };
  },
};
export default manyActsOutboxKind;
