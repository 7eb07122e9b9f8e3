import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Webhook, WebhookAttempt } from '#server/contract/webhook.ts';

const LOOK_MILLISECONDS = 30_000;
const KEY = ['webhooks'] as const;

/** The receivers with their state, which changes by itself while the screen is open. */
export const webhooksQuery = queryOptions({
  queryKey: [...KEY, 'list'],
  queryFn: ({ signal }): Promise<{ items: Webhook[] }> =>
    call(api.webhooks.$get({}, { init: { signal } })),
  refetchInterval: LOOK_MILLISECONDS,
});

export const attemptsQuery = (id: number) =>
  queryOptions({
    queryKey: [...KEY, 'attempts', id],
    queryFn: ({ signal }): Promise<{ items: WebhookAttempt[] }> =>
      call(api.webhooks[':id'].attempts.$get({ param: { id: String(id) } }, { init: { signal } })),
    refetchInterval: LOOK_MILLISECONDS,
  });

/** Everything about receivers. */
export const WEBHOOKS_KEY = KEY;
