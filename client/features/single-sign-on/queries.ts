import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';

export const ownBindingQuery = queryOptions({
  queryKey: ['me', 'single-sign-on'],
  queryFn: ({ signal }) => call(api.me['single-sign-on'].$get({}, { init: { signal } })),
});
