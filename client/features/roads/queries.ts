import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import type { RoadNetwork, RoadPreview } from '#server/contract/road-network.ts';

/** Everything that is asked about roads. */
export const ROADS_KEY = ['roads'] as const;

type Networks = { items: RoadNetwork[]; service: string | null };

/** All road networks, latest first. */
export const roadNetworksQuery = queryOptions({
  queryKey: [...ROADS_KEY, 'all'],
  queryFn: ({ signal }): Promise<Networks> => call(api.roads.$get({}, { init: { signal } })),
});

/** Preview of the import of a file of roads. */
export function roadPreviewQuery({ number, file }: ChosenFile) {
  return queryOptions({
    queryKey: [...ROADS_KEY, 'preview', number],
    queryFn: ({ signal }): Promise<RoadPreview> =>
      call(api.roads.preview.$post({ form: { file } }, { init: { signal } })),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
