import { queryOptions } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { browserSubscription } from '#client/offline/worker/push-subscription.ts';

/** The own devices that are told, as the server knows them. */
export const pushQuery = apiQuery(['me', 'push'], api.me.push.$get, {});

/** The subscription of this browser, as the browser knows it. */
export const browserQuery = queryOptions({
  queryKey: ['push-of-this-browser'],
  queryFn: browserSubscription,
});

/** The choice of what is told by mail, and the address. */
export const ownRemindersQuery = apiQuery(['me', 'reminders'], api.me.reminders.$get, {});
