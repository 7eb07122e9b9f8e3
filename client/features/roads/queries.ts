import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { FileSource } from '#client/ui/source-form.tsx';
import type { RoadNetwork, RoadPreview } from '#server/contract/road-network.ts';

/** A file that was chosen; the number tells two choices of the same name apart. */
export type ChosenFile = { number: number; file: File };
type Networks = { items: RoadNetwork[]; service: string | null };

/** All road networks, latest first. */
export const roadNetworksQuery = queryOptions({
  queryKey: ['roads', 'all'],
  queryFn: ({ signal }): Promise<Networks> => call(api.roads.$get({}, { init: { signal } })),
});

/** Preview of the import of a file of roads. */
export function roadPreviewQuery({ number, file }: ChosenFile) {
  return queryOptions({
    queryKey: ['roads', 'preview', number],
    queryFn: ({ signal }): Promise<RoadPreview> =>
      call(api.roads.preview.$post({ form: { file } }, { init: { signal } })),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export function useImportRoads() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ file, ...said }: FileSource & { file: File }): Promise<RoadNetwork> =>
      call(
        api.roads.$post({
          form: {
            file,
            source: said.source.trim(),
            ...(said.sourceDate === null ? {} : { sourceDate: said.sourceDate }),
            ...(said.licence.trim() === '' ? {} : { licence: said.licence.trim() }),
          },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['roads'] }),
  });
}

/** Goes back to the network before, or to none. */
export function useUndoRoads() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<Networks> => call(api.roads.undo.$post({})),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['roads'] }),
  });
}
