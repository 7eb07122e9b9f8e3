import { afterAll, beforeAll, beforeEach, expect } from 'vitest';

import type { Webhook, WebhookWithSecret } from '#server/contract/webhook.ts';
import { asSystem } from '#server/db/transaction.ts';
import { deliverTo, findDueReceivers } from '#server/features/webhooks/delivery-commands.ts';
import { createWebhookSender } from '#server/outside/webhook-sender.ts';
import { type People, people } from '#tests/support/points/register-acts.ts';
import { type EventReceiver, startReceiver } from '#tests/support/processes/event-receiver.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

/** The events of a place that is handed over, in their order. */
export const LIFE = [
  'recognised',
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
] as const;

/** A server with its people, and for each test a system outside that is told of events. */
export type WebhookPlace = {
  test: TestApp;
  admin: TestClient;
  by: People;
  outside: EventReceiver;
  /** Adds a receiver at `outside` for the whole life of a place, with other fields where they are given. */
  receiver(more?: Record<string, unknown>): Promise<WebhookWithSecret>;
  /** Does one round of deliveries, as the server does it again and again. */
  deliver(): Promise<void>;
  stateOf(id: number): Promise<Webhook>;
  /** Moves the clock. */
  after(seconds: number): void;
};

/** Prepares a place for the tests of a file; it is filled before the first of them. */
export function webhookPlace(): WebhookPlace {
  const place = {} as WebhookPlace;
  let number = 0;
  beforeAll(async () => {
    const test = await createTestApp();
    test.deps.webhooks = createWebhookSender({ hosts: ['127.0.0.1'], timeoutMilliseconds: 400 });
    const admin = await test.as('admin');
    Object.assign(place, { test, admin, by: await people(test) });
  });
  afterAll(() => place.test.close());
  beforeEach(async () => {
    place.test.clock.set(TEST_NOW);
    place.outside = await startReceiver();
    await asSystem(place.test.database, (sql) => sql`delete from webhook_receiver`);
    return () => place.outside.stop();
  });
  return Object.assign(place, {
    async receiver(more: Record<string, unknown> = {}) {
      number += 1;
      const { url: address } = place.outside;
      const body = { name: `Nơi nhận ${number}`, address, detail: 'points', kinds: LIFE };
      const made = await place.admin.post('/api/webhooks', { ...body, ...more });
      expect(made.status).toBe(201);
      return made.json();
    },
    async deliver() {
      const due = await findDueReceivers(place.test.deps);
      await Promise.all(due.map((id) => deliverTo(place.test.deps, id)));
    },
    async stateOf(id: number) {
      const { items } = await (await place.admin.get('/api/webhooks')).json();
      return items.find((one: Webhook) => one.id === id);
    },
    after(seconds: number) {
      const { clock } = place.test;
      clock.set(new Date(Date.parse(clock.now()) + seconds * 1_000).toISOString());
    },
  });
}
