import { createOutbox, type OutboxPorts } from '#client/offline/outbox/outbox.ts';

import type { Device } from './faulty-device.ts';

export const WRITTEN_AT = Date.parse('2026-03-02T01:00:00Z');

/** An outbox of the leader whose server takes everything, but for the ports that a test is about. */
export function outboxOf(given: Device, more: Partial<OutboxPorts> = {}) {
  return createOutbox({
    accountId: 'leader',
    store: async () => given.store,
    fetch: async () => Response.json({ done: true }),
    readReceipt: async () => 'a.receipt.of-it',
    now: () => WRITTEN_AT,
    seenAt: () => '2026-03-02T01:00:00.000Z',
    clock: () => ({ skew: 0, isSure: true }),
    reachable: async () => true,
    openSealed: async () => undefined,
    refusalSeen: async () => undefined,
    oneAtATime: (work) => work(),
    tell: () => undefined,
    ...more,
  });
}
