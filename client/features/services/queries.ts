import { keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import type { SupportServiceKind } from '#server/contract/support-service.ts';

/** Everything that is asked about services. */
export const SERVICES_KEY = ['services'] as const;

/** The public directory, or what of it answers the words and the kind. */
export function directoryQuery(q: string, kind: SupportServiceKind | null) {
  return apiQuery(
    [...SERVICES_KEY, q, kind],
    api.services.$get,
    { query: { ...(q === '' ? {} : { q }), ...(kind === null ? {} : { kind }) } },
    { placeholderData: keepPreviousData },
  );
}
