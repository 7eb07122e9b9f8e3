import { queryOptions } from '@tanstack/react-query';

import { call } from './call.ts';
import { api } from './client.ts';

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call(api.me.passkeys.$get({}, { init: { signal } })),
});
