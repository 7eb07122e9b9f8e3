import * as z from 'zod';

import {
  NewSecretBody,
  NewWebhookBody,
  ResumeBody,
  Webhook,
  WebhookAttempt,
  WebhookWithSecret,
} from '#server/contract/webhook.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  createWebhook,
  deleteWebhook,
  pauseWebhook,
  readAttempts,
  readWebhooks,
  renewSecret,
  resumeWebhook,
  testWebhook,
} from './commands.ts';
import { startDeliveries } from './delivery-jobs.ts';
import { WEBHOOK_JOBS } from './figure-jobs.ts';

const OF_ALL = {
  tags: ['webhooks'],
  right: 'accounts:manage' as const,
  sessionOnly: true as const,
};

const OF_ONE = { ...OF_ALL, params: RowParameter };
const CHANGED = { 200: jsonResponse(Webhook, 'The receiver after the act') };

const list = route('get', '/webhooks', {
  ...OF_ALL,
  summary: 'The systems that are told of events, with what waits for each; never a secret',
  responses: { 200: jsonResponse(z.object({ items: z.array(Webhook) }), 'The receivers') },
});

const create = route('post', '/webhooks', {
  ...OF_ALL,
  summary: 'A new system that is told of events; its secret is shown this once',
  description:
    'Each event is sent by POST as CloudEvents 1.0 (`application/cloudevents+json`), signed as Standard Webhooks asks ' +
    '(`webhook-id`, `webhook-timestamp`, `webhook-signature`), in order, and again with the same id until the answer ' +
    'is a 2xx. Counts leave in bands of three (0–2, 3–5 …) alone.',
  body: NewWebhookBody,
  withoutKey: 'Its answer holds a secret, which must not be kept.',
  responses: { 201: jsonResponse(WebhookWithSecret, 'The receiver and its secret') },
  problems: [
    'webhook.address_refused',
    'webhook.too_many',
    'webhook.name_taken',
    'commune.not_found',
    'text.personal_data',
  ],
});

const attempts = route('get', '/webhooks/{id}/attempts', {
  ...OF_ONE,
  summary: 'The last 50 deliveries to a receiver, latest first',
  responses: {
    200: jsonResponse(z.object({ items: z.array(WebhookAttempt) }), 'The deliveries'),
  },
  problems: ['webhook.not_found'],
});

const tryOnce = route('post', '/webhooks/{id}/test', {
  ...OF_ONE,
  summary: 'Send a test event now, outside of the order',
  withoutKey: 'It changes nothing; each test is an event of its own.',
  responses: { 200: jsonResponse(WebhookAttempt, 'What came of it') },
  problems: ['webhook.not_found'],
});

const pause = route('post', '/webhooks/{id}/pause', {
  ...OF_ONE,
  summary: 'Stop sending to a receiver; events wait for it',
  responses: CHANGED,
  problems: ['webhook.not_found'],
});

const resume = route('post', '/webhooks/{id}/resume', {
  ...OF_ONE,
  summary: 'Go on sending, from where it stood or again from a day on',
  body: ResumeBody,
  responses: CHANGED,
  problems: ['webhook.not_found', 'webhook.day_too_old'],
});

const renew = route('post', '/webhooks/{id}/secret', {
  ...OF_ONE,
  summary: 'A new secret, shown this once; the old one signs too for some hours',
  body: NewSecretBody,
  withoutKey: 'Its answer holds a secret, which must not be kept.',
  responses: { 200: jsonResponse(WebhookWithSecret, 'The receiver and its new secret') },
  problems: ['webhook.not_found'],
});

const remove = route('delete', '/webhooks/{id}', {
  ...OF_ONE,
  summary: 'Delete a receiver with what waits for it',
  withoutKey: 'A second one finds nothing.',
  responses: { 200: jsonResponse(Webhook, 'The receiver as it was') },
  problems: ['webhook.not_found'],
});

const webhookRoutes = newRouter()
  .openapi(list, async (c) => c.json({ items: await readWebhooks(c.var.deps) }, 200))
  .openapi(create, async (c) =>
    c.json(await createWebhook(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(attempts, async (c) =>
    c.json({ items: await readAttempts(c.var.deps, c.req.valid('param').id) }, 200),
  )
  .openapi(tryOnce, async (c) =>
    c.json(await testWebhook(c.var.deps, c.req.valid('param').id), 200),
  )
  .openapi(pause, async (c) =>
    c.json(await pauseWebhook(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(resume, async (c) => {
    const { from } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return c.json(await resumeWebhook(c.var.deps, c.var.actor, { id, from }), 200);
  })
  .openapi(renew, async (c) => {
    const { keepHours: hours } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return c.json(await renewSecret(c.var.deps, c.var.actor, { id, hours }), 200);
  })
  .openapi(remove, async (c) =>
    c.json(await deleteWebhook(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  );

export const webhooks = {
  uses: ['accounts'],
  subjects: {
    webhooks: 'Systems outside that are told of events',
  },
  operations: [webhookRoutes],
  jobs: () => WEBHOOK_JOBS,
  beside: startDeliveries,
} as const satisfies Feature;
