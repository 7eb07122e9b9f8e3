import { expect } from 'vitest';

import { deliverTo, findDueReceivers } from '#server/features/webhooks/delivery-commands.ts';
import { createWebhookSender } from '#server/outside/webhook-sender.ts';
import type { FeatureMarks } from '#tests/support/marks/feature-marks.ts';
import { HERE } from '#tests/support/marks/planter.ts';
import { startReceiver } from '#tests/support/processes/event-receiver.ts';

const plantReceiver: FeatureMarks = async (planter) => {
  const { test } = planter;
  const outside = await startReceiver();
  test.deps.webhooks = createWebhookSender({ hosts: ['127.0.0.1'], timeoutMilliseconds: 400 });
  await planter.does(await test.as('admin'), 'POST /api/webhooks', {
    name: HERE,
    address: `${outside.url}?${HERE}`,
    detail: 'points',
    kinds: ['recognised', 'eliminated', 'handover_proposed', 'handover_confirmed'],
  });
  return async (sightings) => {
    await Promise.all((await findDueReceivers(test.deps)).map((id) => deliverTo(test.deps, id)));
    await outside.stop();
    expect(outside.asked.length).toBeGreaterThan(0);
    for (const { body } of outside.asked) sightings.look('webhook', body);
  };
};
export default plantReceiver;
