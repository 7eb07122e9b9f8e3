import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { AccessToken } from '#server/contract/token.ts';

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }): Promise<{ items: AccessToken[] }> =>
    call(api.tokens.$get({}, { init: { signal } })),
});
