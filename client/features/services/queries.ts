import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  AddSupportService,
  ChangeSupportService,
  SupportService,
  SupportServiceKind,
  SupportServiceList,
} from '#server/contract/support-service.ts';

const SERVICES_KEY = ['services'] as const;

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

/** Adds an entry, or writes the one of `over` anew. */
export function useSaveService(over: SupportService | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entry: AddSupportService) => {
      if (over === null) return call(api.services.entries.$post({ json: entry }));
      const json: ChangeSupportService = { ...entry, version: over.version };
      return call(
        api.services.entries[':id'].change.$post({ param: { id: String(over.id) }, json }),
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: SERVICES_KEY }),
  });
}

export function useWithdrawService(service: SupportService) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (reason: string): Promise<SupportServiceList> =>
      call(
        api.services.entries[':id'].withdraw.$post({
          param: { id: String(service.id) },
          json: { version: service.version, reason },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SERVICES_KEY }),
  });
}
