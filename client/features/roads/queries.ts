import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';

/** Everything that is asked about roads. */
export const ROADS_KEY = ['roads'] as const;

/** All road networks, latest first. */
export const roadNetworksQuery = apiQuery([...ROADS_KEY, 'all'], api.roads.$get, {});

/** Preview of the import of a file of roads. */
export function roadPreviewQuery({ number, file }: ChosenFile) {
  return apiQuery(
    [...ROADS_KEY, 'preview', number],
    api.roads.preview.$post,
    { form: { file } },
    { staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false, retry: false },
  );
}
