import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { TipSource } from '#server/contract/tip-source.ts';

export const tipSourcesQuery = queryOptions({
  queryKey: ['tip-sources'],
  queryFn: ({ signal }): Promise<{ items: TipSource[] }> =>
    call(api['tip-sources'].$get({}, { init: { signal } })),
});
