import {
  type keepPreviousData,
  queryOptions,
  type QueryKey,
  type QueryMeta,
} from '@tanstack/react-query';
import type { ClientResponse } from 'hono/client';

import { call } from './call.ts';

type More = {
  meta?: QueryMeta;
  staleTime?: number | 'static';
  gcTime?: number;
  refetchInterval?: number | false;
  refetchOnWindowFocus?: boolean | 'always';
  refetchOnMount?: boolean | 'always';
  retry?: boolean | number;
  enabled?: boolean;
  placeholderData?: typeof keepPreviousData;
};

/** Query that asks an endpoint of the typed client: `apiQuery(['roads'], api.roads.$get, {})`; it may be aborted. */
export function apiQuery<
  Key extends QueryKey,
  Asked,
  Response extends ClientResponse<unknown, number, string>,
>(
  queryKey: Key,
  ask: (asked: Asked, options: { init: { signal: AbortSignal } }) => Promise<Response>,
  asked: NoInfer<Asked>,
  more: More = {},
) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => call(ask(asked, { init: { signal } })),
    ...more,
  });
}
