import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { SupportServiceKind, SupportServiceList } from '#server/contract/support-service.ts';

/** Everything that is asked about services. */
export const SERVICES_KEY = ['services'] as const;

/** The public directory, or what of it answers the words and the kind. */
export function directoryQuery(q: string, kind: SupportServiceKind | null) {
  return queryOptions({
    queryKey: [...SERVICES_KEY, q, kind],
    queryFn: ({ signal }): Promise<SupportServiceList> =>
      call(
        api.services.$get(
          { query: { ...(q === '' ? {} : { q }), ...(kind === null ? {} : { kind }) } },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });
}
