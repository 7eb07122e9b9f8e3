import { infiniteQueryOptions, keepPreviousData, useMutation } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { AuditPage, AuditVerification } from '#server/contract/audit.ts';

export type AuditFilter = { action: string; subjectKind: string; subjectId: string };

const PAGE = '100';

/** The log, latest first, page after page. */
export function auditQuery(filter: AuditFilter) {
  const given = Object.fromEntries(
    Object.entries(filter)
      .map(([key, value]) => [key, value.trim()])
      .filter(([, value]) => value !== ''),
  );
  return infiniteQueryOptions({
    queryKey: ['audit', given],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<AuditPage> => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      return call(
        api.audit.$get({ query: { ...given, ...cursor, limit: PAGE } }, { init: { signal } }),
      );
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Walks the whole chain on the server. */
export function useVerifyAudit() {
  return useMutation({
    mutationFn: (notedHash: string | null): Promise<AuditVerification> =>
      call(api.audit.verify.$post({ json: notedHash === null ? {} : { notedHash } })),
  });
}
