import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  NewTipSourceBody,
  TipSource,
  TipSourceWithToken,
} from '#server/contract/tip-source.ts';

export const tipSourcesQuery = queryOptions({
  queryKey: ['tip-sources'],
  queryFn: ({ signal }): Promise<{ items: TipSource[] }> =>
    call(api['tip-sources'].$get({}, { init: { signal } })),
});

/** Makes a source with its first token. Not repeated under a key: the answer holds the token. */
export function useCreateSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: NewTipSourceBody): Promise<TipSourceWithToken> =>
      call(api['tip-sources'].$post({ json })),
    onSettled: () => client.invalidateQueries(tipSourcesQuery),
  });
}

export function useAddToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sourceId: number): Promise<TipSourceWithToken> =>
      call(api['tip-sources'][':id'].tokens.$post({ param: { id: String(sourceId) } })),
    onSettled: () => client.invalidateQueries(tipSourcesQuery),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      sourceId,
      tokenId,
    }: {
      sourceId: number;
      tokenId: number;
    }): Promise<TipSource> =>
      call(
        api['tip-sources'][':id'].tokens[':tokenId'].revoke.$post({
          param: { id: String(sourceId), tokenId: String(tokenId) },
        }),
      ),
    onSettled: () => client.invalidateQueries(tipSourcesQuery),
  });
}
