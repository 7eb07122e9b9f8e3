import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

const LOOK_MILLISECONDS = 30_000;
const KEY = ['webhooks'] as const;

/** The receivers with their state, which changes by itself while the screen is open. */
export const webhooksQuery = apiQuery(
  [...KEY, 'list'],
  api.webhooks.$get,
  {},
  { refetchInterval: LOOK_MILLISECONDS },
);

export const attemptsQuery = (id: number) =>
  apiQuery(
    [...KEY, 'attempts', id],
    api.webhooks[':id'].attempts.$get,
    { param: { id: String(id) } },
    { refetchInterval: LOOK_MILLISECONDS },
  );

/** Everything about receivers. */
export const WEBHOOKS_KEY = KEY;
