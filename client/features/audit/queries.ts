import { queryOptions, useMutation } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import type { AuditPage, AuditVerification } from '#server/contract/audit.ts';

import { judgeHead, keptHead, type RefusedHead } from './log-head.ts';

export type AuditFilter = { action: string; subjectKind: string; subjectId: string };

const PAGE_SIZE = 100;

/** The log, latest first, page after page. */
export function auditQuery(filter: AuditFilter) {
  const given = Object.fromEntries(
    Object.entries(filter)
      .map(([key, value]) => [key, value.trim()])
      .filter(([, value]) => value !== ''),
  );
  return pagedQuery(
    ['audit', given],
    (page, options): Promise<AuditPage> =>
      call(api.audit.$get({ query: { ...given, ...page } }, options)),
    { size: PAGE_SIZE },
  );
}

/** Walks the whole chain on the server. */
export function useVerifyAudit() {
  return useMutation({
    mutationFn: (notedHash: string | null): Promise<AuditVerification> =>
      call(api.audit.verify.$post({ json: notedHash === null ? {} : { notedHash } })),
  });
}

const HEAD_MILLISECONDS = 5 * 60_000;

/** Asks now and then for the head of the log, and holds it to the one that this device saw before. */
export const logHeadQuery = queryOptions({
  queryKey: ['log-head'],
  queryFn: async ({ signal }): Promise<RefusedHead | null> => {
    const kept = keptHead();
    const query = kept === null ? {} : { since: String(kept.size) };
    return await judgeHead(await call(api.log.head.$get({ query }, { init: { signal } })));
  },
  staleTime: HEAD_MILLISECONDS,
  refetchInterval: HEAD_MILLISECONDS,
});
