import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { OperationsState } from '#server/contract/operations.ts';

const EVERY_HALF_MINUTE = 30_000;

export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }): Promise<OperationsState> =>
    call(api.operations.$get({}, { init: { signal } })),
  refetchInterval: EVERY_HALF_MINUTE,
});
