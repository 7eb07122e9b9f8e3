import { queryOptions } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import { GazetteerPreview, type GazetteerColumns } from '#server/contract/gazetteer.ts';

/** Everything that follows from the gazetteers. */
export const GAZETTEER_KEYS = [['gazetteers'], ['search']] as const;

/** All gazetteers, latest first. */
export const gazetteersQuery = apiQuery(['gazetteers', 'all'], api.gazetteers.$get, {});

/** Preview of the import of a file; null columns are guessed. */
export function gazetteerPreviewQuery(
  { number, file }: ChosenFile,
  columns: GazetteerColumns | null,
) {
  return queryOptions({
    queryKey: ['gazetteers', 'preview', number, columns],
    queryFn: async ({ signal }): Promise<GazetteerPreview> =>
      GazetteerPreview.parse(
        await call(
          api.gazetteers.preview.$post({ form: readForm(file, columns) }, { init: { signal } }),
        ),
      ),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** The file with its columns, as it is read and as it is taken in. */
export function readForm(file: File, columns: GazetteerColumns | null) {
  return { file, ...(columns === null ? {} : { columns: JSON.stringify(columns) }) };
}
