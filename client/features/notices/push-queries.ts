import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { browserSubscription } from '#client/offline/worker/push-subscription.ts';
import type { PushState } from '#server/contract/push.ts';
import type { OwnReminders } from '#server/contract/reminder.ts';

/** The own devices that are told, as the server knows them. */
export const pushQuery = queryOptions({
  queryKey: ['me', 'push'],
  queryFn: ({ signal }): Promise<PushState> => call(api.me.push.$get({}, { init: { signal } })),
});

/** The subscription of this browser, as the browser knows it. */
export const browserQuery = queryOptions({
  queryKey: ['push-of-this-browser'],
  queryFn: browserSubscription,
});

/** The choice of what is told by mail, and the address. */
export const ownRemindersQuery = queryOptions({
  queryKey: ['me', 'reminders'],
  queryFn: ({ signal }): Promise<OwnReminders> =>
    call(api.me.reminders.$get({}, { init: { signal } })),
});
